using Audio2Mqtt.Torch.Tests.Audio;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Training.Augmentation;

/// <summary>What the augmentation tests measure, by means other than the code under test.</summary>
internal static class Physics
{
    internal const int Rate = 16_000;

    /// <summary>[1, samples] of a sine with an amplitude of 0.5.</summary>
    internal static Tensor Tone(double hertz, int samples, string device = "cpu") =>
        tensor(Signals.Tone(hertz, Rate, samples), [1, samples]).to(new Device(device));

    /// <summary>[1, samples] of uniform noise.</summary>
    internal static Tensor Noise(int samples, int seed, string device = "cpu") =>
        tensor(Signals.Noise(samples, seed), [1, samples]).to(new Device(device));

    /// <summary>The samples of the only row.</summary>
    internal static float[] Samples(Tensor waveform) => waveform.cpu().data<float>().ToArray();

    /// <summary>The frequency of the strongest tone: a parabola through the logarithms of the peak of a Hann-windowed spectrum.</summary>
    internal static double PeakHz(Tensor waveform)
    {
        using var scope = NewDisposeScope();
        var samples = waveform.cpu().to(ScalarType.Float64).flatten();
        var size = 1L << 18;
        var log = fft.rfft(samples * hann_window(samples.shape[0], dtype: ScalarType.Float64), size).abs().add(1e-12).log().data<double>().ToArray();
        var peak = Array.IndexOf(log, log[1..^1].Max());
        var (left, middle, right) = (log[peak - 1], log[peak], log[peak + 1]);
        return (peak + ((left - right) / (2 * (left - (2 * middle) + right)))) * Rate / size;
    }

    /// <summary>Mean of the squares of some samples.</summary>
    internal static double Power(ReadOnlySpan<float> samples)
    {
        var sum = 0.0;
        foreach (var sample in samples) sum += (double)sample * sample;
        return sum / samples.Length;
    }

    /// <summary>10 log10 of a ratio of powers.</summary>
    internal static double PowerDb(double ratio) => 10 * Math.Log10(ratio);

    /// <summary>Mean power per hertz, in dB, of an octave band, by averaged periodograms (Welch).</summary>
    internal static double BandDensityDb(Tensor waveform, double lowHz, double highHz)
    {
        using var scope = NewDisposeScope();
        const int size = 4096;
        var frames = waveform.cpu().to(ScalarType.Float64).unfold(1, size, size / 2) * hann_window(size, dtype: ScalarType.Float64);
        var density = fft.rfft(frames, size).abs().square().mean([0, 1]).data<double>().ToArray();
        return PowerDb(density[(int)(lowHz * size / Rate)..(int)(highHz * size / Rate)].Average());
    }
}
