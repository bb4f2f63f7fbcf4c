namespace Audio2Mqtt.Torch.Interop;

/// <summary>Which files this process has loaded code from, where the system tells (Linux).</summary>
internal static class LoadedLibraries
{
    private const string Maps = "/proc/self/maps";
    private const int FieldsBeforePath = 5;

    /// <summary>Full paths, each once; empty where the system does not tell.</summary>
    public static IReadOnlyList<string> Files()
    {
        if (!File.Exists(Maps)) return [];
        return
        [
            .. File.ReadLines(Maps)
                .Select(line => line.Split(' ', FieldsBeforePath + 1, StringSplitOptions.RemoveEmptyEntries))
                .Where(fields => fields.Length > FieldsBeforePath && fields[^1].TrimStart().StartsWith('/'))
                .Select(fields => fields[^1].Trim())
                .Distinct(),
        ];
    }
}
