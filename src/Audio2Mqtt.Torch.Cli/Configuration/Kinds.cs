using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>A number of a range, both ends included.</summary>
/// <param name="min">The lowest.</param>
/// <param name="max">The highest.</param>
/// <param name="helpName">How help names it; null for the range 0 to 1, or X.</param>
internal sealed class NumberKind(double min, double max, string? helpName = null) : TextValueKind<double>
{
    public override string Expected => string.Create(CultureInfo.InvariantCulture, $"a number from {min} to {max}");

    public override string HelpName => helpName ?? ((min, max) == (0, 1) ? "0..1" : "X");

    public override JsonNode ToJson(double value) => value;

    public override JsonObject Schema() => new() { ["type"] = "number", ["minimum"] = min, ["maximum"] = max };

    protected override bool TryParse(string text, string folder, out double value, out string? problem)
    {
        problem = null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value >= min && value <= max;
    }
}

/// <summary>A whole number of a range, both ends included.</summary>
internal sealed class WholeKind(int min, int max) : TextValueKind<int>
{
    public override string Expected => max == int.MaxValue ? $"a whole number from {min} on" : $"a whole number from {min} to {max}";

    public override string HelpName => "N";

    public override JsonNode ToJson(int value) => value;

    public override JsonObject Schema()
    {
        var schema = new JsonObject { ["type"] = "integer", ["minimum"] = min };
        if (max != int.MaxValue) schema["maximum"] = max;
        return schema;
    }

    protected override bool TryParse(string text, string folder, out int value, out string? problem)
    {
        problem = null;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= min && value <= max;
    }
}

/// <summary>Yes or no.</summary>
internal sealed class FlagKind : TextValueKind<bool>
{
    public override string Expected => "true or false";

    public override string HelpName => "true|false";

    public override JsonNode ToJson(bool value) => value;

    public override JsonObject Schema() => new() { ["type"] = "boolean" };

    protected override bool TryParse(string text, string folder, out bool value, out string? problem)
    {
        problem = null;

        // As YAML 1.1 has it, and Home Assistant's users know it.
        var word = text.ToLowerInvariant();
        value = word is "true" or "yes" or "on" or "1";
        return value || word is "false" or "no" or "off" or "0";
    }
}

/// <summary>One of a few words.</summary>
internal sealed class ChoiceKind(params string[] words) : TextValueKind<string>
{
    public override string Expected => words.Length == 1 ? words[0] : $"{string.Join(", ", words[..^1])} or {words[^1]}";

    public override string HelpName => string.Join('|', words);

    public override JsonNode ToJson(string value) => value;

    public override JsonObject Schema() => new() { ["enum"] = new JsonArray([.. words.Select(word => (JsonNode)word)]) };

    protected override bool TryParse(string text, string folder, [MaybeNullWhen(false)] out string value, out string? problem)
    {
        (value, problem) = (Array.Find(words, word => word.Equals(text, StringComparison.OrdinalIgnoreCase)), null);
        return value is not null;
    }
}

/// <summary>A text that must pass a check.</summary>
/// <param name="helpName">How help names it.</param>
/// <param name="check">What is wrong with it; null where nothing is.</param>
/// <param name="shown">How it is shown; null for as it is.</param>
internal sealed class TextKind(string helpName, Func<string, string?>? check = null, Func<string, string>? shown = null) : TextValueKind<string>
{
    public override string Expected => "a text";

    public override string HelpName => helpName;

    public override JsonNode ToJson(string value) => shown?.Invoke(value) ?? value;

    // A name may be a number: name: 7.
    public override JsonObject Schema() => new() { ["type"] = new JsonArray("string", "number", "boolean") };

    protected override bool TryParse(string text, string folder, [MaybeNullWhen(false)] out string value, out string? problem)
    {
        (value, problem) = (text, string.IsNullOrWhiteSpace(text) ? "is empty" : check?.Invoke(text));
        return problem is null;
    }
}

/// <summary>The path of a file or folder; in a file it starts from the file's folder.</summary>
/// <param name="helpName">How help names it.</param>
/// <param name="words">What is no path but a word with a meaning.</param>
internal sealed class PathKind(string helpName, params string[] words) : TextValueKind<string>
{
    public override string Expected => "a path";

    public override string HelpName => helpName;

    public override JsonNode ToJson(string value) => value;

    public override JsonObject Schema() => new() { ["type"] = "string" };

    protected override bool TryParse(string text, string folder, [MaybeNullWhen(false)] out string value, out string? problem)
    {
        problem = text.Contains('\0', StringComparison.Ordinal) ? "is no path" : string.IsNullOrWhiteSpace(text) ? "is empty" : null;
        value = problem is not null || words.Contains(text) || folder.Length == 0 ? text : Path.Combine(folder, text);
        return problem is null;
    }
}
