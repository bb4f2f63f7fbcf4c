using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Training;

/// <summary>A long recording with its labels beside it.</summary>
/// <param name="Path">The recording.</param>
/// <param name="Labels">Its labels.</param>
public sealed record LabelledRecording(string Path, LabelFile Labels)
{
    /// <summary>
    /// The recordings of a folder that have labels: <c>kitchen.labels.json</c> or <c>kitchen.txt</c> beside <c>kitchen.wav</c>. Folders within it are not
    /// looked into, and text files without a recording of that name are nobody's labels.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="warnings">Receives what is odd, one line each.</param>
    /// <returns>Ordered by path.</returns>
    /// <exception cref="DatasetException">A label file cannot be used, or fits two recordings.</exception>
    public static IReadOnlyList<LabelledRecording> Find(string folder, ICollection<string> warnings)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(warnings);
        var files = DatasetFiles.In(folder);
        var recordings = files.Where(AudioFormats.IsAudio).ToLookup(file => System.IO.Path.GetFileNameWithoutExtension(file), StringComparer.Ordinal);
        var found = new SortedDictionary<string, LabelledRecording>(StringComparer.Ordinal);
        foreach (var suffix in (string[])[LabelFile.JsonSuffix, LabelFile.TrackSuffix])
        {
            foreach (var file in files.Where(file => file.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)))
            {
                var stem = System.IO.Path.GetFileName(file)[..^suffix.Length];
                string[] paths = [.. recordings[stem]];
                if (paths.Length == 0 && suffix == LabelFile.JsonSuffix) warnings.Add($"{file}: no recording {stem} beside it; left out");
                if (paths.Length == 0) continue;
                if (paths.Length > 1) throw new DatasetException(file, $"fits {string.Join(" and ", paths.Select(System.IO.Path.GetFileName))}: keep one of them");
                if (found.ContainsKey(paths[0])) warnings.Add($"{file}: {System.IO.Path.GetFileName(paths[0])} has labels in JSON besides; left out");
                else found.Add(paths[0], Load(paths[0], file, warnings));
            }
        }

        return [.. found.Values];
    }

    private static LabelledRecording Load(string path, string labelPath, ICollection<string> warnings)
    {
        var labels = LabelFile.Read(labelPath);
        foreach (var warning in labels.Warnings) warnings.Add(warning);
        return new(path, labels);
    }
}
