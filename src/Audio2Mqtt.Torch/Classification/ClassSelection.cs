using System.Globalization;
using System.IO.Enumeration;

namespace Audio2Mqtt.Torch.Classification;

/// <summary>Which classes a result may name, told by names, patterns (<c>*</c>, <c>?</c>) and indices; case does not matter.</summary>
internal static class ClassSelection
{
    /// <summary>
    /// The indices of the chosen classes, ascending. An entry is first taken as one name or pattern, since names hold commas
    /// ("Domestic animals, pets"); only where that matches nothing is it split at commas.
    /// </summary>
    /// <exception cref="UnknownClassException">Entries that match no class, all of them at once.</exception>
    public static int[] Choose(IReadOnlyList<string> classNames, IReadOnlyList<string> include, IReadOnlyList<string> exclude)
    {
        var unknown = new List<string>();
        var chosen = new bool[classNames.Count];
        if (include.Count == 0) Array.Fill(chosen, true);
        else Mark(classNames, include, chosen, true, unknown);
        Mark(classNames, exclude, chosen, false, unknown);
        if (unknown.Count > 0) throw new UnknownClassException(unknown, classNames.Count);
        return [.. Enumerable.Range(0, chosen.Length).Where(index => chosen[index])];
    }

    private static void Mark(IReadOnlyList<string> classNames, IReadOnlyList<string> entries, bool[] chosen, bool value, List<string> unknown)
    {
        foreach (var entry in entries)
        {
            if (MarkPattern(classNames, entry, chosen, value)) continue;
            var parts = entry.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length < 2) unknown.Add(entry);
            else unknown.AddRange(parts.Where(part => !MarkPattern(classNames, part, chosen, value)));
        }
    }

    private static bool MarkPattern(IReadOnlyList<string> classNames, string pattern, bool[] chosen, bool value)
    {
        if (int.TryParse(pattern, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            if (number >= classNames.Count) return false;
            chosen[number] = value;
            return true;
        }

        var found = false;
        for (var index = 0; index < classNames.Count; index++)
        {
            if (!FileSystemName.MatchesSimpleExpression(pattern, classNames[index], ignoreCase: true)) continue;
            chosen[index] = value;
            found = true;
        }

        return found;
    }
}
