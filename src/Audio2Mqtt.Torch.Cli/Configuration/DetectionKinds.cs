using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Events;

namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>Averaging over patches: how many, and how.</summary>
internal readonly record struct Smoothing(int Patches, ScoreSmoothing Rule);

/// <summary><c>2</c>, <c>3:geometric</c>.</summary>
internal sealed class SmoothingKind : TextValueKind<Smoothing>
{
    public override string Expected => $"a number of patches from 1 to {DetectionOptions.MostSmoothedPatches}, such as 2, or with a rule: 3:geometric";

    public override string HelpName => "N[:geometric]";

    public override JsonNode ToJson(Smoothing value) => value.Rule == ScoreSmoothing.Geometric ? $"{value.Patches}:geometric" : value.Patches;

    public override JsonObject Schema() => new() { ["type"] = new JsonArray("integer", "string") };

    protected override bool TryParse(string text, string folder, out Smoothing value, out string? problem)
    {
        (value, problem) = (default, null);
        var parts = text.Split(':');
        if (parts.Length > 2 || (parts.Length == 2 && parts[1] is not ("arithmetic" or "geometric"))) return false;
        if (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var patches)) return false;
        if (patches is < 1 or > DetectionOptions.MostSmoothedPatches) return false;
        value = new(patches, parts is [_, "geometric"] ? ScoreSmoothing.Geometric : ScoreSmoothing.Arithmetic);
        return true;
    }
}

/// <summary><c>2/3</c>.</summary>
internal sealed class ConfirmationKind : TextValueKind<Confirmation>
{
    public override string Expected => $"HITS/PATCHES, such as 2/3, of at most {Confirmation.MostPatches} patches";

    public override string HelpName => "HITS/PATCHES";

    public override JsonNode ToJson(Confirmation value) => value.ToString();

    public override JsonObject Schema() => new() { ["type"] = new JsonArray("string", "integer") };

    protected override bool TryParse(string text, string folder, out Confirmation value, out string? problem)
    {
        problem = null;
        return Confirmation.TryParse(text, out value);
    }
}

/// <summary>A level in dBFS, or that there is none.</summary>
internal readonly record struct Level(float? Dbfs);

/// <summary><c>-40</c>, <c>off</c>.</summary>
internal sealed class LevelKind : TextValueKind<Level>
{
    public override string Expected => "a level in dBFS from -150 to 0, or off";

    public override string HelpName => "DBFS|off";

    public override JsonNode ToJson(Level value) => value.Dbfs is { } level ? (double)level : "off";

    public override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "number", ["minimum"] = -150, ["maximum"] = 0 }, new JsonObject { ["enum"] = new JsonArray("off", false) }),
    };

    protected override bool TryParse(string text, string folder, out Level value, out string? problem)
    {
        (value, problem) = (new(null), null);

        // YAML's "off" is what its tools write as false.
        if (text.ToLowerInvariant() is "off" or "false") return true;
        if (!float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var level) || !(level is >= -150 and <= 0)) return false;
        value = new(level);
        return true;
    }
}

/// <summary><c>s16le:48000:2</c>.</summary>
internal sealed class PcmKind : TextValueKind<PcmFormat>
{
    public override string Expected => "ENCODING:RATE:CHANNELS, such as s16le:48000:2";

    public override string HelpName => "FORMAT";

    public override JsonNode ToJson(PcmFormat value) => value.ToString();

    public override JsonObject Schema() => new() { ["type"] = "string" };

    protected override bool TryParse(string text, string folder, [MaybeNullWhen(false)] out PcmFormat value, out string? problem) =>
        PcmFormat.TryParse(text, out value, out problem);
}
