using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>A time: seconds (<c>1.5</c>), <c>mm:ss</c>, or a number with its unit (<c>250ms</c>, <c>10min</c>, <c>7d</c>).</summary>
/// <param name="min">The shortest one.</param>
/// <param name="max">The longest one.</param>
/// <param name="step">What it is a multiple of; null for any.</param>
internal sealed partial class DurationKind(TimeSpan min, TimeSpan max, TimeSpan? step = null) : TextValueKind<TimeSpan>
{
    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("min", TimeSpan.FromMinutes(1)), ("h", TimeSpan.FromHours(1)),
        ("d", TimeSpan.FromDays(1)),
    ];

    public DurationKind(double minSeconds, double maxSeconds)
        : this(TimeSpan.FromSeconds(minSeconds), TimeSpan.FromSeconds(maxSeconds))
    {
    }

    public override string Expected => $"a time from {Short(min)} to {Short(max)}: seconds (1.5), mm:ss, or with a unit (250ms, 10min, 12h, 7d)";

    public override string HelpName => "TIME";

    public override JsonNode ToJson(TimeSpan value) => value.TotalSeconds;

    public override JsonObject Schema() => new() { ["type"] = new JsonArray("number", "string") };

    /// <summary>A time for people: <c>10 min</c>.</summary>
    public static string Short(TimeSpan time)
    {
        var (unit, length) = Units.LastOrDefault(item => time >= item.Length && time.Ticks % item.Length.Ticks == 0, Units[1]);
        return string.Create(CultureInfo.InvariantCulture, $"{time / length:0.###} {unit}");
    }

    protected override bool TryParse(string text, string folder, out TimeSpan value, out string? problem)
    {
        (value, problem) = (default, null);
        if (WithUnit().Match(text.Trim()) is { Success: true } match)
        {
            var count = double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
            var length = Units.Single(item => item.Unit == match.Groups["unit"].Value).Length;
            if (count > max / length) return false;
            value = TimeSpan.FromTicks((long)Math.Round(count * length.Ticks));
        }
        else if (!AudioTime.TryParse(text, out value))
        {
            return false;
        }

        if (value < min || value > max) return false;
        if (step is { } unit && value.Ticks % unit.Ticks != 0) problem = $"is no multiple of {Short(unit)}";
        return problem is null;
    }

    [GeneratedRegex(@"^(?<number>\d{1,9}(\.\d{1,9})?) ?(?<unit>ms|s|min|h|d)$")]
    private static partial Regex WithUnit();
}
