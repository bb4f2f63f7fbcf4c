using System.Diagnostics;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Audio;

/// <summary>A folder for one test's files, with ffmpeg as the encoder of what has no writer here.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private const int EncodeTimeoutMilliseconds = 60_000;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("a2m-audio-");

    /// <summary>The folder.</summary>
    internal string FullPath => _folder.FullName;

    /// <summary>Writes a file and tells its path.</summary>
    internal string Write(string name, ReadOnlySpan<byte> bytes)
    {
        var path = Path.Combine(FullPath, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Encodes samples with ffmpeg, as the name's extension and the options say, and tells the path.</summary>
    internal string Encode(string name, float[] samples, int sampleRate, int channels, params string[] options)
    {
        var source = Write("source-of-" + Path.GetFileNameWithoutExtension(name) + ".wav", WavFile.Bytes(samples, sampleRate, channels, 32, isFloat: true));
        return Run(name, ["-i", source, .. options]);
    }

    /// <summary>Runs ffmpeg with arguments and an output file of a name; tells the path.</summary>
    internal string Run(string name, params string[] arguments)
    {
        var path = Path.Combine(FullPath, name);
        using var process = Process.Start(new ProcessStartInfo("ffmpeg", ["-nostdin", "-v", "error", "-y", .. arguments, path]) { RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        Assert.True(process.WaitForExit(EncodeTimeoutMilliseconds), $"ffmpeg did not make {name} in time");
        Assert.True(process.ExitCode == 0, $"ffmpeg could not make {name}: {errors.Result}");
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
