using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>A size on the disk: <c>500MB</c>, <c>2GB</c>.</summary>
internal sealed partial class SizeKind : TextValueKind<long>
{
    private static readonly Dictionary<string, long> Units = new() { ["kb"] = 1_000, ["mb"] = 1_000_000, ["gb"] = 1_000_000_000, ["tb"] = 1_000_000_000_000 };

    public override string Expected => "a size such as 500MB or 2GB";

    public override string HelpName => "SIZE";

    public override JsonNode ToJson(long value)
    {
        var (unit, length) = Units.LastOrDefault(item => value % item.Value == 0, new("", 0));
        return length == 0 ? $"{value / 1000.0:0.###}KB" : $"{value / length}{unit.ToUpperInvariant()}";
    }

    public override JsonObject Schema() => new() { ["type"] = "string" };

    protected override bool TryParse(string text, string folder, out long value, out string? problem)
    {
        (value, problem) = (0, null);
        if (Written().Match(text.Trim()) is not { Success: true } match) return false;
        value = (long)(decimal.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) * Units[match.Groups["unit"].Value.ToLowerInvariant()]);
        return value > 0;
    }

    // At most a thousand terabytes: no number overflows.
    [GeneratedRegex(@"^(?<number>\d{1,6}(\.\d{1,3})?) ?(?<unit>[kmgt]b)$", RegexOptions.IgnoreCase)]
    private static partial Regex Written();
}
