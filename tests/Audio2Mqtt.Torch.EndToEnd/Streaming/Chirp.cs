using System.Text;

namespace Audio2Mqtt.Torch.EndToEnd.Streaming;

/// <summary>
/// A sweep from 200 to 1500 Hz: it is like itself at one place only, and low enough that a third of a 16 kHz sample more or less (where a capture of
/// 48 kHz happens to begin) does not matter.
/// </summary>
internal static class Chirp
{
    private const double Amplitude = 0.5;

    /// <summary>RMS of a channel in dBFS: a sine of half the full scale.</summary>
    public const double LevelDbfs = -9.03;

    /// <summary>The sweep at a rate.</summary>
    public static float[] Samples(double seconds, int rate)
    {
        var samples = new float[(int)(seconds * rate)];
        for (var k = 0; k < samples.Length; k++)
        {
            var t = (double)k / rate;
            samples[k] = (float)(Amplitude * Math.Sin(2 * Math.PI * ((200 * t) + ((1500 - 200) / (2 * seconds) * t * t))));
        }

        return samples;
    }

    /// <summary>Writes a stereo WAV of 16 bits at 48 kHz.</summary>
    /// <param name="path">Where.</param>
    /// <param name="seconds">Its length.</param>
    /// <param name="right">The right channel's gain; the left one's is 1.</param>
    public static string Write(string path, double seconds, double right = 1)
    {
        const int rate = 48_000;
        var samples = Samples(seconds, rate);
        using var writer = new BinaryWriter(File.Create(path), Encoding.UTF8);
        Header(writer, rate, 2, samples.Length * 4);
        foreach (var sample in samples)
        {
            writer.Write((short)Math.Round(sample * 32_767));
            writer.Write((short)Math.Round(sample * right * 32_767));
        }

        return path;
    }

    /// <summary>A WAV header of 16-bit samples.</summary>
    public static void Header(BinaryWriter writer, int rate, int channels, int bytes)
    {
        writer.Write("RIFF"u8);
        writer.Write(bytes + 36);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)channels);
        writer.Write(rate);
        writer.Write(rate * channels * 2);
        writer.Write((short)(channels * 2));
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(bytes);
    }

    /// <summary>Where the sweep lies in what was heard, how alike it is there (1: the same but for its level), and its level.</summary>
    public static (int At, double Likeness, double LevelDbfs) FindIn(float[] heard, double seconds)
    {
        var sweep = Samples(seconds, 16_000);

        // The first half second finds the place; all of it is compared there.
        var key = sweep.AsSpan(0, 8000);
        var (at, best) = (0, double.MinValue);
        for (var place = 0; place + sweep.Length <= heard.Length; place++)
        {
            var likeness = System.Numerics.Tensors.TensorPrimitives.Dot(key, heard.AsSpan(place, key.Length));
            if (likeness > best) (at, best) = (place, likeness);
        }

        var found = heard.AsSpan(at, sweep.Length);
        double dot = 0, energy = 0, own = 0;
        for (var k = 0; k < found.Length; k++)
        {
            dot += (double)found[k] * sweep[k];
            energy += (double)found[k] * found[k];
            own += (double)sweep[k] * sweep[k];
        }

        return (at, dot / Math.Sqrt(energy * own), 10 * Math.Log10(energy / found.Length));
    }
}
