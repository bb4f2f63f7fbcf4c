using System.IO.Enumeration;

namespace Audio2Mqtt.Torch.Audio;

/// <summary>The audio files of a folder tree.</summary>
internal static class AudioFolder
{
    // The defaults skip what is hidden or the system's: on Unix, what begins with a dot.
    private static readonly EnumerationOptions Below = new() { IgnoreInaccessible = true, RecurseSubdirectories = true };

    /// <summary>Files that count as audio by their extension, in this folder and those below it, but not behind links; in no order.</summary>
    /// <param name="folder">A folder that exists.</param>
    internal static IEnumerable<string> Files(string folder) =>
        new FileSystemEnumerable<string>(folder, (ref FileSystemEntry entry) => entry.ToSpecifiedFullPath(), Below)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && AudioFormats.IsAudio(entry.FileName.ToString()),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        };
}
