using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>Texts by names of the user's own.</summary>
internal sealed class MetadataKind : ValueKind<IReadOnlyDictionary<string, string>>
{
    public override string Expected => "names with a text each";

    public override string HelpName => "NAME: TEXT";

    public override JsonNode ToJson(IReadOnlyDictionary<string, string> value)
    {
        var json = new JsonObject();
        foreach (var (name, text) in value) json[name] = text;
        return json;
    }

    public override JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") },
    };

    public override bool TryRead(Node node, string folder, [MaybeNullWhen(false)] out IReadOnlyDictionary<string, string> value, out string? problem)
    {
        (value, problem) = (null, null);
        if (node is not MapNode map || !map.Entries.All(entry => entry.Value is TextNode)) return false;
        value = map.Entries.ToDictionary(entry => entry.Name, entry => ((TextNode)entry.Value).Text);
        return true;
    }
}
