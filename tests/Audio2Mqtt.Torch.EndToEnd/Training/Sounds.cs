using System.Text;

namespace Audio2Mqtt.Torch.EndToEnd.Training;

/// <summary>WAV files of made-up sounds, 16 kHz mono.</summary>
internal static class Sounds
{
    private const int Rate = 16_000;
    private const short Pcm = 1;
    private const short FloatingPoint = 3;

    /// <summary>Two seconds of a sine over faint noise: hardly two are equal.</summary>
    public static void Tone(string path, double hertz)
    {
        var random = new Random((int)hertz);
        Write(path, 2 * Rate, k => (0.3 * Math.Sin(2 * Math.PI * hertz * k / Rate)) + (0.002 * ((2 * random.NextDouble()) - 1)));
    }

    /// <summary>A second of faint noise, then two seconds of a sine over it.</summary>
    public static void LateTone(string path, double hertz)
    {
        var random = new Random((int)hertz);
        Write(path, 3 * Rate, k => (k < Rate ? 0 : 0.3 * Math.Sin(2 * Math.PI * hertz * k / Rate)) + (0.002 * ((2 * random.NextDouble()) - 1)));
    }

    /// <summary>Beeps of a second, two seconds apart, in a noise that is nearly as loud.</summary>
    public static void BeepsInNoise(string path, double hertz, int seconds)
    {
        var random = new Random(seconds);
        Write(path, seconds * Rate, k => (k / Rate % 3 == 1 ? 0.15 * Math.Sin(2 * Math.PI * hertz * k / Rate) : 0) + (0.15 * ((2 * random.NextDouble()) - 1)));
    }

    /// <summary>Two seconds of white noise.</summary>
    public static void Noise(string path, int seed)
    {
        var random = new Random(seed);
        Write(path, 2 * Rate, _ => 0.2 * ((2 * random.NextDouble()) - 1));
    }

    /// <summary>A second of zeros.</summary>
    public static void Silence(string path) => Write(path, Rate, _ => 0);

    /// <summary>A single sample at 192 kHz: less than one at 16 kHz.</summary>
    public static void Instant(string path)
    {
        using var writer = Open(path, Pcm, 2, 1, 192_000);
        writer.Write((short)16_000);
    }

    /// <summary>A second of floating-point samples that are no numbers.</summary>
    public static void NotANumber(string path)
    {
        using var writer = Open(path, FloatingPoint, 4, Rate);
        for (var k = 0; k < Rate; k++) writer.Write(float.NaN);
    }

    /// <summary>Hours at 8 bits, constant, that take no room on the disk.</summary>
    public static void Hours(string path, int hours)
    {
        var samples = hours * 3600 * Rate;
        using var writer = Open(path, Pcm, 1, samples);
        writer.Flush();
        writer.BaseStream.SetLength(44L + samples);
    }

    private static void Write(string path, int samples, Func<int, double> sample)
    {
        using var writer = Open(path, Pcm, 2, samples);
        for (var k = 0; k < samples; k++) writer.Write((short)Math.Round(sample(k) * 32_767));
    }

    private static BinaryWriter Open(string path, short format, int bytesPerSample, int samples, int rate = Rate)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var writer = new BinaryWriter(File.Create(path), Encoding.UTF8);
        writer.Write("RIFF"u8);
        writer.Write((samples * bytesPerSample) + 36);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write(format);
        writer.Write((short)1);
        writer.Write(rate);
        writer.Write(rate * bytesPerSample);
        writer.Write((short)bytesPerSample);
        writer.Write((short)(8 * bytesPerSample));
        writer.Write("data"u8);
        writer.Write(samples * bytesPerSample);
        return writer;
    }
}
