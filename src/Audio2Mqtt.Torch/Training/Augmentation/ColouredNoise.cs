using TorchSharp;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Training.Augmentation;

/// <summary>
/// Gaussian noise whose power spectrum is a straight line over the octaves. It is made in the frequency domain: random bins,
/// weighed, transformed back (Timmer and König 1995, A&amp;A 300, 707).
/// </summary>
public static class ColouredNoise
{
    // Below 20 Hz, which no microphone or ear carries, the spectrum is flat; else brown noise would be little but drift.
    private const double FloorHz = 20;

    // A shorter transform has no bins for the low frequencies.
    private const long MinFourierSize = 4096;

    /// <summary>Draws noise of a slope.</summary>
    /// <param name="batch">How many, 1 or more; each is another.</param>
    /// <param name="samples">Length at 16 kHz, 1 or more.</param>
    /// <param name="slopeDb">Slope of the power spectrum in dB an octave, in [-12, 12].</param>
    /// <param name="generator">The source of randomness, on the CPU; its state alone decides the noise.</param>
    /// <param name="device">Where the noise shall be; the CPU when null.</param>
    /// <returns>[batch, samples] float32 with a mean power near 1; the caller's.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A figure outside its range.</exception>
    public static Tensor Create(long batch, long samples, double slopeDb, Generator generator, Device? device = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        if (slopeDb is not (>= -12 and <= 12)) throw new ArgumentOutOfRangeException(nameof(slopeDb), slopeDb, "must be in [-12, 12]");

        using var scope = NewDisposeScope();
        if (slopeDb == 0) return randn([batch, samples], generator: generator).to(device ?? CPU).MoveToOuterDisposeScope();
        var size = FourierSize.AtLeast(Math.Max(samples, MinFourierSize));
        var bins = (size / 2) + 1;
        var spectrum = randn([batch, bins, 2], generator: generator).to(device ?? CPU).view_as_complex();
        var noise = fft.irfft(spectrum.mul_(Amplitudes(bins, size, slopeDb).to(device ?? CPU)), size);
        return noise.narrow(1, 0, samples).contiguous().MoveToOuterDisposeScope();
    }

    // [bins] float32, scaled so that the mean power is 1.
    private static Tensor Amplitudes(long bins, long size, double slopeDb)
    {
        var hertz = arange(bins, dtype: ScalarType.Float32).mul_((double)Waveforms.SampleRate / size).clamp_min_(FloorHz);
        // A slope of s dB an octave in power is the exponent s / (20 log10 2) in amplitude; relative to 1 kHz to stay near 1.
        var amplitudes = hertz.div_(1000).pow_(slopeDb / (20 * Math.Log10(2)));
        amplitudes.narrow(0, 0, 1).zero_();
        // Each of the bins, two random numbers of variance 1, stands for itself and its mirror image: 4 |a|² / size² of mean power.
        var power = 4 * amplitudes.square().sum().ToDouble() / ((double)size * size);
        return amplitudes.div_(Math.Sqrt(power));
    }
}
