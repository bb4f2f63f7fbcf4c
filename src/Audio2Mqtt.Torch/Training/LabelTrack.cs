using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Training;

/// <summary>
/// Audacity's label track: <c>start, end, label</c> in seconds, tabs between; a line that begins with a backslash holds the frequencies of the
/// one before. Labels of a point and those without text label nothing.
/// </summary>
internal static class LabelTrack
{
    internal static List<LabelledStretch> Parse(string path, string text, List<string> warnings)
    {
        var stretches = new List<LabelledStretch>();
        var (number, points) = (0, 0);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (line.IsWhiteSpace() || line[0] == '\\') continue;
            var place = $"line {number}";
            var parts = line.ToString().Split('\t', 3);
            if (parts.Length < 2) throw new DatasetException(path, $"{place}: is not 'start<TAB>end<TAB>label'");
            if (!AudioTime.TryParse(parts[0].Trim(), out var start) || !AudioTime.TryParse(parts[1].Trim(), out var end))
                throw new DatasetException(path, $"{place}: '{Short(parts[0])}' and '{Short(parts[1])}' are no two times in seconds");
            if (end < start) throw new DatasetException(path, $"{place}: ends at {parts[1].Trim()} before it starts at {parts[0].Trim()}");
            var label = LabelFile.Label(path, parts.Length == 3 ? parts[2] : null, place);
            if (end == start) points++;
            else if (label is not null) stretches.Add(new(start, end, label));
        }

        if (points > 0) warnings.Add($"{path}: {points} label{(points == 1 ? " marks a point" : "s mark points")} and no stretch; left out");
        return stretches;
    }

    private static string Short(string text) => text.Length <= 20 ? text : $"{text[..20]}…";
}
