using Audio2Mqtt.Torch.Audio;
using Microsoft.Extensions.FileSystemGlobbing;

namespace Audio2Mqtt.Torch.Classification;

/// <summary>What a user names becomes a list of files: folders are looked into, patterns expanded.</summary>
public static class InputFiles
{
    private const char Wildcard = '*';

    /// <summary>
    /// Expands paths in their order; what a folder or a pattern gives is sorted. A name that exists is itself, whatever characters it
    /// has; one that does not and is no pattern is kept, so that reading it tells what is wrong.
    /// </summary>
    /// <param name="paths">Files, folders, patterns (<c>*</c>, <c>**</c>), URLs, <c>-</c>.</param>
    /// <param name="recursive">Whether folders within folders are looked into.</param>
    /// <exception cref="Audio2MqttException">A folder holds no audio, a pattern matches nothing, or <c>-</c> is named twice.</exception>
    public static IReadOnlyList<string> Expand(IEnumerable<string> paths, bool recursive)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var files = new List<string>();
        foreach (var path in paths)
        {
            if (Directory.Exists(path)) files.AddRange(OfFolder(path, recursive));
            else if (path.Contains(Wildcard) && !File.Exists(path) && !path.Contains("://", StringComparison.Ordinal)) files.AddRange(OfPattern(path));
            else files.Add(path);
        }

        if (files.Count(path => path == "-") > 1) throw new Audio2MqttException("-: standard input can be read once only; name it once");
        return files;
    }

    private static List<string> OfFolder(string folder, bool recursive)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = recursive, IgnoreInaccessible = true };
        var files = Directory.EnumerateFiles(folder, "*", options).Where(AudioFormats.IsAudio).Order(StringComparer.Ordinal).ToList();
        if (files.Count > 0) return files;
        throw new Audio2MqttException(recursive
            ? $"{folder}: no audio file in this folder or below it"
            : $"{folder}: no audio file in this folder; --recursive looks into the folders below it too");
    }

    private static List<string> OfPattern(string pattern)
    {
        // The matcher wants a folder and a pattern below it: the folder ends before the first part with a wildcard.
        var wildcard = pattern.IndexOf(Wildcard);
        var split = pattern.LastIndexOfAny(['/', Path.DirectorySeparatorChar], wildcard) + 1;
        var folder = split == 0 ? "." : pattern[..split];
        var matcher = new Matcher(StringComparison.Ordinal).AddInclude(pattern[split..]);
        var found = Directory.Exists(folder)
            ? matcher.GetResultsInFullPath(folder).Select(file => Path.Join(pattern[..split], Path.GetRelativePath(folder, file))).Order(StringComparer.Ordinal).ToList()
            : [];
        return found.Count > 0 ? found : throw new Audio2MqttException($"{pattern}: no file matches this pattern");
    }
}
