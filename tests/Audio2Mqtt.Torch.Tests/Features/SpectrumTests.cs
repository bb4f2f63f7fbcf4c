using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Tests.Audio;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Features;

public sealed class SpectrumTests
{
    // Values are float32 logarithms around -10.
    private const double Tolerance = 1e-5;

    [Fact]
    public void A_tone_fills_its_band_alone_with_the_value_worked_out_by_hand()
    {
        using var scope = NewDisposeScope();
        using var spectrum = new Spectrum(new() { IsNormalised = false });

        var bins = Bins(spectrum, Signals.Tone(1000, 16_000, 32_000, amplitude: 0.5));

        // Lines are 0.5 Hz apart, bands 79.8 Hz wide from 20 Hz: band 12 is 977.6 to 1057.4 Hz, lines 1956 to 2114, 159 of them. A Hann
        // window spreads a tone over three lines of 1/2, 1 and 1/2 of its amplitude.
        Assert.Equal(Math.Log((0.5 * 2 / 159) + 1e-5), bins[12], Tolerance);
        Assert.All(bins.Where((_, band) => band != 12), bin => Assert.Equal(Math.Log(1e-5), bin, 1e-3));
    }

    [Fact]
    public void Bins_are_means_of_the_transform_worked_out_term_by_term()
    {
        var options = new SpectrumOptions { WindowSeconds = 0.1, Bins = 8, LowHz = 100, HighHz = 3000, IsNormalised = false };
        var samples = Signals.Noise(1_600, seed: 3);
        using var scope = NewDisposeScope();
        using var spectrum = new Spectrum(options);
        var bins = Bins(spectrum, samples);
        for (var band = 0; band < 8; band++)
        {
            var (lower, upper) = (100 + (band * 362.5), 100 + ((band + 1) * 362.5));
            var inBand = Enumerable.Range(0, 801).Where(k => k * 10 >= lower && (k * 10 < upper || (band == 7 && k * 10 <= upper))).ToArray();
            Assert.Equal(Math.Log(inBand.Average(k => Magnitude(samples, k)) + 1e-5), bins[band], Tolerance);
        }
    }

    [Fact]
    public void Normalised_bins_span_0_to_1_and_do_not_tell_the_level()
    {
        using var scope = NewDisposeScope();
        using var spectrum = new Spectrum();
        var samples = Signals.Noise(32_000, seed: 4);
        var loud = Bins(spectrum, samples);
        var quiet = Bins(spectrum, [.. samples.Select(sample => sample / 2)]);
        Assert.Equal((0f, 1f), (loud.Min(), loud.Max()));
        Assert.All(loud.Zip(quiet), pair => Assert.Equal(pair.First, pair.Second, 1e-2)); // 1e-5 beside magnitudes of 1e-3
    }

    [Fact]
    public void Silence_is_finite_with_and_without_normalisation()
    {
        using var scope = NewDisposeScope();
        using var normalised = new Spectrum();
        using var plain = new Spectrum(new() { IsNormalised = false });
        Assert.All(Bins(normalised, new float[32_000]), bin => Assert.Equal(0, bin));
        Assert.All(Bins(plain, new float[32_000]), bin => Assert.Equal(Math.Log(1e-5), bin, Tolerance));
    }

    [Fact]
    public void Bands_narrower_than_a_line_take_one_line_each_up_to_the_Nyquist_frequency()
    {
        var bands = Spectrum.Bands(new() { WindowSeconds = 0.1, Bins = 4096, HighHz = 20_000 });
        Assert.Equal(4096, bands.Length);
        Assert.All(bands, band => Assert.True(band.Begin >= 2 && band.End == band.Begin + 1 && band.End <= 801)); // 20 Hz is line 2 of 10 Hz each
        Assert.Equal(801, bands[^1].End);
    }

    [Fact]
    public void A_batch_gives_what_each_window_gives_alone()
    {
        using var scope = NewDisposeScope();
        using var spectrum = new Spectrum(new() { WindowSeconds = 0.5 });
        var batch = tensor(Signals.Noise(3 * 200_000, seed: 5), [3, 200_000]);
        var together = spectrum.Compute(batch, 4_000); // [3, 49, 100]: more than is transformed at a time
        Assert.Equal([3, 1 + ((200_000 - 8_000) / 4_000), 100], together.shape);
        for (var row = 0; row < 3; row++)
        {
            foreach (var k in (int[])[0, 17, 48])
            {
                var alone = spectrum.Compute(batch.narrow(0, row, 1).narrow(1, k * 4_000, 8_000), 1);
                Assert.Equal(0, (together[row, k] - alone[0, 0]).abs().max().ToDouble(), Tolerance);
            }
        }
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => new Spectrum(new() { LowHz = 8_000 }));
        Assert.Throws<ArgumentException>(() => new Spectrum(new() { LowHz = 300, HighHz = 200 }));
        using var spectrum = new Spectrum();
        Assert.Throws<ArgumentException>(() => spectrum.Compute(zeros(1, 31_999), 160));
        Assert.Throws<ArgumentException>(() => spectrum.Compute(zeros(32_000), 160));
    }

    private static float[] Bins(Spectrum spectrum, float[] samples)
    {
        using var data = spectrum.Compute(tensor(samples, [1, samples.Length]), 160).data<float>();
        return data.ToArray();
    }

    // 2 |X[k]| / sum(w) with a periodic Hann window, by the definition.
    private static double Magnitude(float[] samples, int k)
    {
        var (real, imaginary, sum) = (0.0, 0.0, 0.0);
        for (var n = 0; n < samples.Length; n++)
        {
            var weight = 0.5 - (0.5 * Math.Cos(2 * Math.PI * n / samples.Length));
            var angle = 2 * Math.PI * k * n / samples.Length;
            real += weight * samples[n] * Math.Cos(angle);
            imaginary -= weight * samples[n] * Math.Sin(angle);
            sum += weight;
        }

        return 2 * Math.Sqrt((real * real) + (imaginary * imaginary)) / sum;
    }
}
