using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Training;

/// <summary>
/// The visible files of a data set, ordered by name. A link is followed where it is a class folder itself and not within one, so that
/// a ring of links ends.
/// </summary>
internal static class DatasetFiles
{
    // The defaults skip what is hidden or the system's: on Unix, what begins with a dot.
    private static readonly EnumerationOptions Here = new() { IgnoreInaccessible = true };

    /// <summary>The files of a folder.</summary>
    /// <exception cref="DatasetException">There is no such folder, or it cannot be read.</exception>
    internal static List<string> In(string folder) => List(folder, () => Directory.EnumerateFiles(folder, "*", Here));

    /// <summary>The folders of a folder.</summary>
    /// <exception cref="DatasetException">There is no such folder, or it cannot be read.</exception>
    internal static List<string> FoldersIn(string folder) => List(folder, () => Directory.EnumerateDirectories(folder, "*", Here));

    /// <summary>The audio files of a folder and of those below it.</summary>
    internal static List<string> AudioBelow(string folder) => List(folder, () => AudioFolder.Files(folder));

    private static List<string> List(string folder, Func<IEnumerable<string>> enumerate)
    {
        if (File.Exists(folder)) throw new DatasetException(folder, "is a file, not a folder of class folders");
        if (!Directory.Exists(folder)) throw new DatasetException(folder, "no such folder; make one with a folder of recordings for each class in it");
        try
        {
            return [.. enumerate().Order(StringComparer.Ordinal)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException(folder, $"cannot be read ({failure.Message})", failure);
        }
    }
}
