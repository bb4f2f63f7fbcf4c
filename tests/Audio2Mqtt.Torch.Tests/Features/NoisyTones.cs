using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Tests.Audio;
using Audio2Mqtt.Torch.Training.Augmentation;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Features;

/// <summary>Tones in coloured noise at 16 kHz, and what is left of either.</summary>
internal static class NoisyTones
{
    internal const int Rate = 16_000;

    /// <summary>A tone of amplitude 0.2 from one second to another; silence around it.</summary>
    internal static float[] Tone(double hertz, double from, double to, double seconds)
    {
        var samples = new float[(int)(seconds * Rate)];
        Signals.Tone(hertz, Rate, (int)((to - from) * Rate), amplitude: 0.2).CopyTo(samples, (int)(from * Rate));
        return samples;
    }

    /// <summary>Noise that is the same for a seed.</summary>
    internal static float[] Noise(NoiseColour colour, double seconds, int seed)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed);
        return Samples(ColouredNoise.Create(1, (long)(seconds * Rate), colour.SlopeDb(), generator));
    }

    /// <summary>A sound in noise, at such a ratio to the tone's level.</summary>
    internal static float[] Mix(float[] sound, float[] noise, double snrDb)
    {
        var gain = 0.2 / Math.Sqrt(2) / AudioLevel.Rms(noise) * Math.Pow(10, -snrDb / 20);
        return [.. sound.Select((sample, k) => (float)(sample + (gain * noise[k])))];
    }

    /// <summary>The tone by least squares; everything else is noise, what a gate does to the tone too.</summary>
    internal static (double SnrDb, double Amplitude) Snr(float[] samples, double hertz, double from, double to)
    {
        var part = samples.AsSpan((int)(from * Rate), (int)((to - from) * Rate));
        double cosine = 0, sine = 0, power = 0;
        for (var k = 0; k < part.Length; k++)
        {
            var phase = 2 * Math.PI * hertz * k / Rate;
            cosine += 2 * part[k] * Math.Cos(phase) / part.Length;
            sine += 2 * part[k] * Math.Sin(phase) / part.Length;
            power += (double)part[k] * part[k] / part.Length;
        }

        var tone = ((cosine * cosine) + (sine * sine)) / 2;
        return (10 * Math.Log10(tone / (power - tone)), Math.Sqrt(2 * tone));
    }

    internal static Tensor Waveform(float[] samples) => tensor(samples, [1, samples.Length]);

    internal static float[] Samples(Tensor waveform) => waveform.data<float>().ToArray();
}
