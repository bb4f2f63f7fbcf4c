using System.Text.RegularExpressions;

namespace Audio2Mqtt.Torch.Training;

/// <summary>
/// Gives every file the key of its recording. Pieces by their names share the recording's name, across classes: slicing one recording gives
/// pieces of several. Files without a marker are recordings of their own, unless a piece bears their name. Files of equal content are
/// one recording whatever they are called.
/// </summary>
internal static class RecordingKeys
{
    /// <returns>A key for each file, in their order; paths in it are relative, so that it is the same on every machine.</returns>
    internal static string[] Of(string folder, IReadOnlyList<SourceFile> files, Regex? group, IEnumerable<IReadOnlyList<int>> duplicates)
    {
        var names = new string?[files.Count];
        var pieces = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < files.Count; i++)
        {
            names[i] = ByPattern(folder, files[i], group);
            if (names[i] is { } found)
            {
                pieces.Add(found);
                continue;
            }

            names[i] = RecordingName.Of(files[i].Stem, out var isPiece);
            if (isPiece) pieces.Add(names[i]!);
        }

        string[] keys = [.. names.Select((name, i) => pieces.Contains(name!) ? name! : files[i].RelativePath)];
        Merge(keys, duplicates);
        return keys;
    }

    private static string? ByPattern(string folder, SourceFile file, Regex? group)
    {
        try
        {
            if (group?.Match(file.PathInClass) is not { Success: true } match) return null;
            var name = match.Groups.Count > 1 ? match.Groups[1].Value : match.Value;
            return name.Length > 0 ? name : null;
        }
        catch (RegexMatchTimeoutException failure)
        {
            throw new DatasetException(folder, $"the grouping pattern '{group}' takes too long on {file.PathInClass}: write a simpler one", failure);
        }
    }

    private static void Merge(string[] keys, IEnumerable<IReadOnlyList<int>> duplicates)
    {
        var mergedInto = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var equal in duplicates)
        {
            var root = Root(mergedInto, keys[equal[0]]);
            foreach (var other in equal.Skip(1).Select(index => Root(mergedInto, keys[index])))
            {
                if (other != root) mergedInto[other] = root;
            }
        }

        for (var i = 0; i < keys.Length; i++) keys[i] = Root(mergedInto, keys[i]);
    }

    private static string Root(Dictionary<string, string> mergedInto, string key)
    {
        while (mergedInto.TryGetValue(key, out var next)) key = next;
        return key;
    }
}
