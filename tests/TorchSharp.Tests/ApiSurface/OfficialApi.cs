using System.Text;

namespace TorchSharp.Tests.ApiSurface;

/// <summary>
/// The official API as text: the snapshot committed beside this file, which holds the lines that the provider implements, and the
/// whole listing of TorchSharp 0.106.0 where a checkout has one beside it (<c>../shared/torchsharp-api.txt</c>).
/// </summary>
internal static class OfficialApi
{
    /// <summary>Set to 1, the snapshot is rewritten: every line of the provider that the whole listing has.</summary>
    public const string UpdateSwitch = "A2M_UPDATE_SNAPSHOTS";

    private const string SnapshotPath = "tests/TorchSharp.Tests/ApiSurface/official-api.txt";

    /// <summary>The whole listing, or null where there is none.</summary>
    public static IReadOnlySet<string>? Listing { get; } = ReadListing();

    /// <summary>The committed lines.</summary>
    public static IReadOnlySet<string> Snapshot { get; } = ReadSnapshot();

    /// <summary>
    /// The official line that comes closest to one of ours: the same member of the same type where there is one, the fewest letters
    /// to change; null where the type has no such member.
    /// </summary>
    public static string? Nearest(string line)
    {
        var (type, name) = Split(line);
        return (Listing ?? Snapshot).Where(official => Split(official) == (type, name)).MinBy(official => Distance(line, official));
    }

    // "T :: static (A a, B b) name<C>(D d) where ..." is cut down to the words outside brackets; the last of them is the name.
    private static (string Type, string Name) Split(string line)
    {
        var parts = line.Split(" :: ", 2);
        if (parts.Length == 1) return (line.Split(" ## ")[0], "");
        var outside = new StringBuilder();
        var depth = 0;
        foreach (var letter in parts[1])
        {
            if (letter is '(' or '<' or '[' or '{') depth++;
            else if (letter is ')' or '>' or ']' or '}') depth--;
            else if (depth == 0) outside.Append(letter);
        }
        var words = outside.ToString().Split(" where ")[0].Split(" = ")[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (parts[0], words[^1]);
    }

    // Levenshtein's distance, a row at a time.
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replace = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replace, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }

    private static HashSet<string>? ReadListing()
    {
        var path = Path.Combine(Root(), "../shared/torchsharp-api.txt");
        return File.Exists(path) ? ReadLines(path) : null;
    }

    private static HashSet<string> ReadSnapshot()
    {
        var path = Path.Combine(Root(), SnapshotPath);
#if !TORCHSHARP_PACKAGE
        if (Environment.GetEnvironmentVariable(UpdateSwitch) == "1" && Listing is { } listing)
        {
            var lines = PublicSurface.OfTorchSharp().Where(listing.Contains);
            var head = $"# The lines of TorchSharp 0.106.0's public API that src/TorchSharp implements. {UpdateSwitch}=1 rewrites it.";
            File.WriteAllLines(path, lines.Prepend(head));
        }
#endif
        return ReadLines(path);
    }

    private static HashSet<string> ReadLines(string path) =>
        File.ReadLines(path).Where(line => line.Length > 0 && !line.StartsWith('#')).ToHashSet(StringComparer.Ordinal);

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Audio2Mqtt.Torch.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException($"No checkout around {AppContext.BaseDirectory}: the API tests read {SnapshotPath} from it.");
    }
}
