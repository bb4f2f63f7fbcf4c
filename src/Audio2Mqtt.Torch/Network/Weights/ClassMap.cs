using System.Text;

namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>
/// Class names from a file beside the weights: <c>yamnet_class_map.csv</c> (index, mid, display_name; a name with a comma is quoted), or a
/// list with one name a line.
/// </summary>
internal static class ClassMap
{
    private const string CsvHeader = "index,mid,display_name";

    // The real files take 14 KB; one that is larger by far is something else.
    private const long MaxFileBytes = 1 << 20;

    /// <summary>The 521 names in score order.</summary>
    /// <exception cref="WeightsFormatException">Not such a list.</exception>
    public static IReadOnlyList<string> Read(string path)
    {
        if (new FileInfo(path).Length > MaxFileBytes)
            throw new WeightsFormatException(path, MaxFileBytes, "too large for a list of class names");
        var lines = File.ReadAllText(path, Encoding.UTF8).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string[] names = lines.Length > 0 && lines[0] == CsvHeader
            ? [.. lines.Skip(1).Select((line, index) => DisplayName(path, line, index))]
            : lines;
        return names.Length == YamnetLayout.ClassCount
            ? names
            : throw new WeightsFormatException(path, null, $"{names.Length} class names instead of {YamnetLayout.ClassCount}");
    }

    private static string DisplayName(string path, string line, int index)
    {
        var fields = line.Split(',', 3);
        if (fields.Length != 3 || fields[0] != index.ToString())
            throw new WeightsFormatException(path, null, $"line {index + 2} is not class {index}: '{line}'");
        var name = fields[2];
        return name.Length >= 2 && name[0] == '"' && name[^1] == '"' ? name[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : name;
    }
}
