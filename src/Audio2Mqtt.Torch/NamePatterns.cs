using System.Globalization;
using System.IO.Enumeration;

namespace Audio2Mqtt.Torch;

/// <summary>Names chosen by what people write: a name, a pattern (<c>*</c>, <c>?</c>) or an index; case does not matter.</summary>
public static class NamePatterns
{
    /// <summary>
    /// The indices of the names that an entry chooses. It is first taken as one name or pattern, since names hold commas ("Domestic animals, pets"); only where
    /// that matches nothing is it split at commas.
    /// </summary>
    /// <param name="names">What there is.</param>
    /// <param name="entry">What was written.</param>
    /// <param name="unknown">Gets what matches nothing.</param>
    public static IEnumerable<int> Choose(IReadOnlyList<string> names, string entry, ICollection<string> unknown)
    {
        var whole = Matches(names, entry);
        if (whole.Count > 0) return whole;
        var parts = entry.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2) parts = [entry];
        var found = parts.Select(part => (Part: part, Indices: Matches(names, part))).ToArray();
        foreach (var (part, _) in found.Where(one => one.Indices.Count == 0)) unknown.Add(part);
        return found.SelectMany(one => one.Indices).Distinct();
    }

    /// <summary>The name that was probably meant: the one with the fewest letters to change, at most half of them; null where none is near.</summary>
    /// <param name="names">What there is.</param>
    /// <param name="entry">What was written.</param>
    public static string? Nearest(IEnumerable<string> names, string entry) =>
        names.Select(name => (Name: name, Changes: Changes(name, entry)))
            .Where(one => one.Changes <= Math.Max(1, Math.Max(one.Name.Length, entry.Length) / 2))
            .OrderBy(one => one.Changes)
            .Select(one => one.Name)
            .FirstOrDefault();

    private static List<int> Matches(IReadOnlyList<string> names, string pattern)
    {
        if (int.TryParse(pattern, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number < names.Count ? [number] : [];
        return [.. Enumerable.Range(0, names.Count).Where(index => FileSystemName.MatchesSimpleExpression(pattern, names[index], ignoreCase: true))];
    }

    // Levenshtein's distance, row by row, in any case.
    private static int Changes(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1;
                (row[j], diagonal) = (Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + change), row[j]);
            }
        }

        return row[^1];
    }
}
