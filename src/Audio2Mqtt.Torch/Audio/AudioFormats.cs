using System.Collections.Frozen;

namespace Audio2Mqtt.Torch.Audio;

/// <summary>
/// Which files of a folder count as audio, by extension. What reads a file is decided by its bytes (<see cref="AudioInput"/>), so a
/// file with another extension can still be named outright.
/// </summary>
public static class AudioFormats
{
    /// <summary>Extensions, with the dot and in lower case, of what libsndfile reads in process.</summary>
    public static IReadOnlySet<string> SoundFileExtensions { get; } = FrozenSet.ToFrozenSet(
    [
        ".wav", ".wave", ".w64", ".rf64", ".bwf", ".aif", ".aiff", ".aifc", ".au", ".snd", ".caf",
        ".flac", ".ogg", ".oga", ".opus", ".mp3", ".mp2",
    ]);

    /// <summary>Extensions, with the dot and in lower case, of the sound and video files that ffmpeg reads.</summary>
    public static IReadOnlySet<string> FfmpegExtensions { get; } = FrozenSet.ToFrozenSet(
    [
        ".m4a", ".m4b", ".m4r", ".aac", ".adts", ".alac", ".wma", ".ac3", ".eac3", ".dts", ".thd", ".mka", ".weba", ".spx",
        ".amr", ".awb", ".ape", ".wv", ".tta", ".tak", ".mpc", ".mp1", ".mpga", ".ra", ".gsm", ".voc", ".sph", ".nist", ".8svx",
        ".mp4", ".m4v", ".mov", ".qt", ".mkv", ".webm", ".avi", ".wmv", ".asf", ".flv", ".f4v", ".3gp", ".3g2", ".mpg", ".mpeg",
        ".vob", ".ts", ".mts", ".m2ts", ".ogv", ".rm", ".rmvb", ".mxf", ".divx",
    ]);

    /// <summary>Whether a file's extension, in any case, is one of an audio or video format that can be read.</summary>
    public static bool IsAudio(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
#pragma warning disable CA1308 // Extensions are listed as people write them.
        var extension = Path.GetExtension(path).ToLowerInvariant();
#pragma warning restore CA1308
        return SoundFileExtensions.Contains(extension) || FfmpegExtensions.Contains(extension);
    }
}
