using System.Collections.Frozen;

namespace Audio2Mqtt.Torch.Training;

/// <summary>Labels as names of folders, on every system: what one of them forbids becomes an underscore.</summary>
internal static class SafeName
{
    private const string Forbidden = "/\\:*?\"<>|";

    // https://learn.microsoft.com/windows/win32/fileio/naming-a-file
    private static readonly FrozenSet<string> Reserved = FrozenSet.ToFrozenSet(
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(1, 9).SelectMany(n => (string[])[$"COM{n}", $"LPT{n}"])], StringComparer.OrdinalIgnoreCase);

    /// <summary>The name: letters of any script, digits, blanks and most signs stay.</summary>
    internal static string Of(string label)
    {
        var name = string.Concat(label.Select(c => Forbidden.Contains(c) || char.IsControl(c) ? '_' : c)).Trim().TrimEnd('.', ' ');

        // A dot in front would hide the folder, and hidden folders are no classes.
        if (name.Length == 0 || name[0] == '.') name = "_" + name.TrimStart('.');
        return Reserved.Contains(name.Split('.')[0]) ? name + "_" : name;
    }
}
