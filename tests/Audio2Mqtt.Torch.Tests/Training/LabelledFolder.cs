using System.Buffers.Binary;
using Audio2Mqtt.Torch.Tests.Audio;
using Audio2Mqtt.Torch.Training;

namespace Audio2Mqtt.Torch.Tests.Training;

/// <summary>A data set for one test.</summary>
internal sealed class LabelledFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("a2m-dataset-");
    private int seed;

    public string Path => folder.FullName;

    public string At(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a WAV file of noise unlike any other, 16 kHz mono.</summary>
    public string Noise(string name, double seconds = 0.5, double amplitude = 0.1) =>
        Wav(name, Signals.Noise((int)(seconds * 16_000), ++seed, amplitude));

    /// <summary>Writes a WAV file of floating-point samples, 16 kHz mono.</summary>
    public string Wav(string name, float[] samples) => Write(name, WavFile.Bytes(samples, 16_000, 1, 32, isFloat: true));

    public string Write(string name, ReadOnlySpan<byte> bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(At(name))!);
        File.WriteAllBytes(At(name), bytes);
        return At(name);
    }

    /// <summary>A WAV file of hours, mono at 8 bits, that takes no room on the disk: every sample is -1.</summary>
    public void LongRecording(string name, int hours, int sampleRate = 16_000)
    {
        var header = WavFile.Bytes([0f], sampleRate, 1, 8)[..44];
        var bytes = hours * 3600 * sampleRate;
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), bytes + 36);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(40), bytes);
        using var file = File.OpenWrite(Write(name, header));
        file.SetLength(header.Length + (long)bytes);
    }

    public string Copy(string from, string to) => Write(to, File.ReadAllBytes(At(from)));

    public Dataset Scan(DatasetOptions? options = null) => new DatasetScanner(options).Scan(Path);

    public void Dispose() => folder.Delete(recursive: true);
}
