using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Training.Augmentation;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.ScriptedStreams;

/// <summary>What lies under a scripted stream, at a power of 1: noise of a colour, or recordings one after the other, in a random order.</summary>
internal sealed class BackgroundSource
{
    private const int FadeSamples = 8_000;

    private readonly NoiseColour? colour;
    private readonly float[][] recordings = [];

    public BackgroundSource(string what, string prefix)
    {
        colour = NoiseColours.Parse(what);
        Name = colour is not null ? what : Path.GetFileNameWithoutExtension(what.TrimEnd('/'));
        if (colour is not null) return;
        string[] files = Directory.Exists(what)
            ? [.. Directory.GetFiles(what).Where(file => Path.GetFileName(file).StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)]
            : [what];
        recordings = [.. files.Select(Read).Where(samples => samples.Length > 2 * FadeSamples)];
        if (recordings.Length == 0) throw new Audio2MqttException($"{what}: no recording of over a second lies there");
    }

    public string Name { get; }

    /// <summary>So many samples with a mean square of 1.</summary>
    public float[] Draw(int samples, int seed)
    {
        var drawn = colour is { } noise ? Noise(noise, samples, seed) : Recorded(samples, new Random(seed));
        var rms = AudioLevel.Rms(drawn);
        if (rms > 0)
            foreach (ref var sample in drawn.AsSpan()) sample /= rms;
        return drawn;
    }

    private static float[] Noise(NoiseColour colour, int samples, int seed)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed);
        return ColouredNoise.Create(1, samples, colour.SlopeDb(), generator).data<float>().ToArray();
    }

    // Each recording at the same power, faded over into the next one.
    private float[] Recorded(int samples, Random random)
    {
        var drawn = new float[samples];
        for (var at = -random.Next(recordings[0].Length); at < samples;)
        {
            var one = recordings[random.Next(recordings.Length)];
            for (var k = Math.Max(0, -at); k < one.Length && at + k < samples; k++)
            {
                // Powers of two that do not know of each other add up to 1.
                var edge = Math.Min(1, (Math.Min(k, one.Length - 1 - k) + 0.5) / FadeSamples);
                drawn[at + k] += (float)(one[k] * Math.Sin(Math.PI / 2 * edge));
            }

            at += one.Length - FadeSamples;
        }

        return drawn;
    }

    private static float[] Read(string path)
    {
        using var reader = AudioInput.OpenMono16k(path);
        var samples = reader.ReadToEnd();
        var rms = AudioLevel.Rms(samples);
        foreach (ref var sample in samples.AsSpan()) sample /= rms > 0 ? rms : 1;
        return samples;
    }
}
