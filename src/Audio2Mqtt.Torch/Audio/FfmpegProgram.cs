using System.Diagnostics;

namespace Audio2Mqtt.Torch.Audio;

/// <summary>The ffmpeg program on this machine.</summary>
public static class FfmpegProgram
{
    /// <summary>What to do where there is none.</summary>
    internal static string Mend => OperatingSystem.IsWindows() ? "winget install ffmpeg"
        : OperatingSystem.IsMacOS() ? "brew install ffmpeg"
        : "sudo apt-get install ffmpeg";

    /// <summary>
    /// Where ffmpeg is: <paramref name="path"/>, else the environment's <c>A2M_FFMPEG</c>, else <c>ffmpeg</c> on the path.
    /// </summary>
    /// <returns>The full path of an existing file, or null.</returns>
    public static string? Find(string? path = null)
    {
        var named = path ?? Environment.GetEnvironmentVariable("A2M_FFMPEG");
        if (!string.IsNullOrEmpty(named)) return File.Exists(named) ? Path.GetFullPath(named) : null;
        var file = OperatingSystem.IsWindows() ? "ffmpeg.exe" : "ffmpeg";
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, file))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>
    /// The version a program found by <see cref="Find"/> reports, such as <c>5.1.9</c>; null when it does not answer as ffmpeg does.
    /// </summary>
    public static string? Version(string program)
    {
        ArgumentException.ThrowIfNullOrEmpty(program);
        try
        {
            var start = new ProcessStartInfo(program, ["-version"]) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start);
            var words = process?.StandardOutput.ReadLine()?.Split(' ') ?? [];
            process?.Kill();
            return words is ["ffmpeg", "version", var version, ..] ? version : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // Not a program that this system can run: that is the answer.
            return null;
        }
    }
}
