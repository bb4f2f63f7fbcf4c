using System.Numerics;
using Xunit;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Numerics;

/// <summary>Transforms against sums written out term by term.</summary>
public sealed class FourierTests
{
    // Double transforms of a few hundred terms.
    private const double Tolerance = 1e-11;

    [Theory]
    [InlineData(8, true)]
    [InlineData(400, true)]
    [InlineData(9, false)]
    [InlineData(1, true)]
    public void A_Hann_window_is_a_raised_cosine(int length, bool periodic)
    {
        using var window = hann_window(length, periodic, dtype: ScalarType.Float64);
        double period = length == 1 ? 1 : periodic ? length : length - 1;
        var expected = Enumerable.Range(0, length).Select(n => length == 1 ? 1 : 0.5 - 0.5 * Math.Cos(2 * Math.PI * n / period)).ToArray();
        Numbers.AssertClose(expected, Numbers.Of(window), 1e-14);
    }

    [Fact]
    public void A_Hann_window_is_periodic_and_of_floats_by_default()
    {
        using var window = hann_window(10);
        Assert.Equal(ScalarType.Float32, window.dtype);
        Assert.Equal(1.0, Numbers.Of(window)[5], 1e-7);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(15)]
    [InlineData(1)]
    public void Rfft_is_the_sum_of_its_terms_and_irfft_its_inverse(int length)
    {
        using var scope = NewDisposeScope();
        var signal = Numbers.Any(length, seed: 1);
        var spectrum = fft.rfft(tensor(signal));
        AssertClose(Enumerable.Range(0, length / 2 + 1).Select(bin => Bin(signal, bin)).ToArray(), Numbers.OfComplex(spectrum));
        Numbers.AssertClose(signal, Numbers.Of(fft.irfft(spectrum, length)), Tolerance);
    }

    [Fact]
    public void Rfft_pads_or_cuts_to_the_wanted_length_along_the_last_dimension()
    {
        using var scope = NewDisposeScope();
        var signal = Numbers.Any(24, seed: 2);
        var spectrum = Numbers.OfComplex(fft.rfft(tensor(signal, [2, 12]), 16));
        Assert.Equal(2 * 9, spectrum.Length);
        for (var row = 0; row < 2; row++)
            AssertClose(
                [.. Enumerable.Range(0, 9).Select(bin => Bin([.. signal.AsSpan(12 * row, 12), .. new double[4]], bin))], spectrum[(9 * row)..(9 * row + 9)]);
        Assert.Equal([2, 5], fft.rfft(tensor(signal, [2, 12]), 8).shape);
    }

    [Theory]
    [InlineData(16, 4, 16, true, false, true)]
    [InlineData(16, 4, 16, false, false, true)]
    [InlineData(16, 5, 16, true, true, true)]
    [InlineData(16, 8, 16, false, true, false)]
    [InlineData(15, 4, 15, true, false, false)]
    [InlineData(32, 10, 25, true, false, true)] // the window is shorter and stands in the middle, as YAMNet's 400 in 512 do not
    public void Stft_is_the_windowed_transform_of_every_frame(int size, int hop, int length, bool center, bool normalized, bool onesided)
    {
        using var scope = NewDisposeScope();
        var signal = Numbers.Any(70, seed: 3);
        var result = stft(
            tensor(signal), size, hop, length, hann_window(length, dtype: ScalarType.Float64), center, normalized: normalized, onesided: onesided,
            return_complex: true);

        double[] padded = center ? Reflect(signal, size / 2) : signal;
        var window = Middle([.. Enumerable.Range(0, length).Select(n => 0.5 - 0.5 * Math.Cos(2 * Math.PI * n / length))], size);
        var frames = 1 + (padded.Length - size) / hop;
        var bins = onesided ? size / 2 + 1 : size;
        Assert.Equal([bins, frames], result.shape);

        var actual = Numbers.OfComplex(result);
        var scale = normalized ? 1 / Math.Sqrt(size) : 1;
        for (var frame = 0; frame < frames; frame++)
        {
            double[] windowed = [.. Enumerable.Range(0, size).Select(n => padded[frame * hop + n] * window[n])];
            for (var bin = 0; bin < bins; bin++)
                Assert.True(
                    Complex.Abs(scale * Bin(windowed, bin) - actual[bin * frames + frame]) < Tolerance, $"bin {bin} of frame {frame}");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Istft_undoes_stft(bool normalized)
    {
        using var scope = NewDisposeScope();
        var signal = Numbers.Any(2 * 96, seed: 4);
        var window = hann_window(32, dtype: ScalarType.Float64);
        var frames = stft(tensor(signal, [2, 96]), 32, 8, 32, window, normalized: normalized, return_complex: true);
        Assert.Equal([2, 17, 13], frames.shape);
        var back = istft(frames, 32, 8, 32, window, normalized: normalized, length: 96);
        Numbers.AssertClose(signal, Numbers.Of(back), Tolerance);
    }

    // X[k] = sum of x[n] exp(-2 pi i k n / N)
    private static Complex Bin(double[] signal, int bin)
    {
        var sum = Complex.Zero;
        for (var n = 0; n < signal.Length; n++)
            sum += signal[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * bin * n / signal.Length);
        return sum;
    }

    private static double[] Reflect(double[] signal, int margin) =>
        [.. Enumerable.Range(-margin, signal.Length + 2 * margin).Select(n => signal[n < 0 ? -n : n < signal.Length ? n : 2 * (signal.Length - 1) - n])];

    private static double[] Middle(double[] window, int size)
    {
        var all = new double[size];
        window.CopyTo(all, (size - window.Length) / 2);
        return all;
    }

    private static void AssertClose(Complex[] expected, Complex[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var k = 0; k < expected.Length; k++)
            Assert.True(Complex.Abs(expected[k] - actual[k]) < Tolerance, $"element {k}: {expected[k]} expected, got {actual[k]}");
    }
}
