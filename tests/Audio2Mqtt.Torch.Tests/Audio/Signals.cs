namespace Audio2Mqtt.Torch.Tests.Audio;

/// <summary>Signals in closed form, and what is measured of them.</summary>
internal static class Signals
{
    /// <summary>Sines of one frequency and amplitude; channel c has its amplitude divided by c + 1, so that channels can be told apart.</summary>
    internal static float[] Tone(double hertz, int sampleRate, int frames, int channels = 1, double amplitude = 0.5)
    {
        var samples = new float[frames * channels];
        for (var i = 0; i < samples.Length; i++)
        {
            var (frame, channel) = Math.DivRem(i, channels);
            samples[i] = (float)(amplitude / (channel + 1) * Math.Sin(2 * Math.PI * hertz * frame / sampleRate));
        }

        return samples;
    }

    /// <summary>A tone that rises from 200 Hz by 1 kHz a second, so that no two places look alike.</summary>
    internal static float[] Chirp(int frames, int sampleRate, int channels)
    {
        var samples = new float[frames * channels];
        for (var i = 0; i < samples.Length; i++)
        {
            var seconds = (double)(i / channels) / sampleRate;
            samples[i] = (float)(0.5 * Math.Sin(2 * Math.PI * ((200 * seconds) + (500 * seconds * seconds))));
        }

        return samples;
    }

    /// <summary>Uniform noise in [-amplitude, amplitude], the same for a seed everywhere.</summary>
    internal static float[] Noise(int count, int seed, double amplitude = 0.5)
    {
        var random = new Random(seed);
        var samples = new float[count];
        for (var i = 0; i < count; i++) samples[i] = (float)(((random.NextDouble() * 2) - 1) * amplitude);
        return samples;
    }

    /// <summary>The amplitude of one frequency by least squares over a Hann window: leakage of other tones lies below -100 dB.</summary>
    internal static double Amplitude(ReadOnlySpan<float> samples, double hertz, int sampleRate)
    {
        double real = 0, imaginary = 0, weight = 0;
        for (var i = 0; i < samples.Length; i++)
        {
            var window = 0.5 - (0.5 * Math.Cos(2 * Math.PI * (i + 0.5) / samples.Length));
            var phase = 2 * Math.PI * hertz * i / sampleRate;
            real += window * samples[i] * Math.Cos(phase);
            imaginary += window * samples[i] * Math.Sin(phase);
            weight += window;
        }

        return 2 * Math.Sqrt((real * real) + (imaginary * imaginary)) / weight;
    }

    /// <summary>A ratio of amplitudes in decibels.</summary>
    internal static double Decibels(double ratio) => 20 * Math.Log10(ratio);
}
