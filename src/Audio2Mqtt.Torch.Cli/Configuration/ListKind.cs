using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>Several texts, or one.</summary>
internal sealed class ListKind(string helpName) : ValueKind<IReadOnlyList<string>>
{
    public override string Expected => "a list of names, or one name";

    public override string HelpName => helpName;

    public override JsonNode ToJson(IReadOnlyList<string> value) => new JsonArray([.. value.Select(item => (JsonNode)item)]);

    public override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = new JsonArray("string", "integer") } },
            new JsonObject { ["type"] = "string" }),
    };

    public override bool TryRead(Node node, string folder, [MaybeNullWhen(false)] out IReadOnlyList<string> value, out string? problem)
    {
        (value, problem) = (null, null);
        var items = node is ListNode list ? list.Items : [node];
        if (!items.All(item => item is TextNode { IsEmpty: false, Text.Length: > 0 })) return false;
        value = [.. items.Select(item => ((TextNode)item).Text)];
        return true;
    }
}
