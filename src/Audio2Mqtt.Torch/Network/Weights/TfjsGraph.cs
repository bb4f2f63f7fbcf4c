using System.Text.Json;

namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>One node of a TF graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Op">What it does.</param>
/// <param name="Inputs">The nodes that it takes, without output numbers and control edges.</param>
/// <param name="Attributes">Its options, as protobuf's JSON writes them.</param>
internal sealed record TfjsNode(string Name, string Op, IReadOnlyList<string> Inputs, JsonElement Attributes)
{
    public string Input(int place) => place < Inputs.Count
        ? Inputs[place]
        : throw new InvalidDataException($"'{Name}' ({Op}) has {Inputs.Count} inputs, {place + 1} needed");

    public JsonElement Attribute(string name, string kind) => TfjsJson.Find(TfjsJson.Find(Attributes, name), kind);

    /// <summary>The operations fused into this one, such as BiasAdd and Relu.</summary>
    public IReadOnlyList<string> FusedOps =>
        TfjsJson.Find(Attribute("fused_ops", "list"), "s") is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select(TfjsJson.Base64)]
            : [];
}

/// <summary>The nodes of a TF.js graph model by name.</summary>
internal sealed class TfjsGraph
{
    private readonly Dictionary<string, TfjsNode> nodes = new(StringComparer.Ordinal);

    /// <summary>Reads the topology.</summary>
    /// <exception cref="InvalidDataException">It is broken.</exception>
    public TfjsGraph(JsonElement model)
    {
        foreach (var element in TfjsJson.List(TfjsJson.Find(model, "modelTopology"), "node"))
        {
            var name = TfjsJson.Text(element, "name");
            var inputs = TfjsJson.Find(element, "input").ValueKind == JsonValueKind.Array
                ? TfjsJson.List(element, "input").Select(TfjsJson.Text).Where(input => !input.StartsWith('^')).Select(PlainName).ToArray()
                : [];
            if (!nodes.TryAdd(name, new(name, TfjsJson.Text(element, "op"), inputs, TfjsJson.Find(element, "attr"))))
                throw new InvalidDataException($"two nodes are called '{name}'");
        }
    }

    public IEnumerable<TfjsNode> Nodes => nodes.Values;

    public int Count => nodes.Count;

    public TfjsNode this[string name] =>
        nodes.GetValueOrDefault(name) ?? throw new InvalidDataException($"there is no node '{name}'");

    /// <summary>A constant's name: identities on the way to it are passed through, as often as there are nodes at most.</summary>
    public string ConstantName(string name)
    {
        for (var left = nodes.Count; left > 0 && this[name] is { Op: "Identity" } node; left--) name = node.Input(0);
        return this[name].Op == "Const" ? name : throw new InvalidDataException($"'{name}' is {this[name].Op}, not a constant");
    }

    // "node:0" is the first output of a node, the same as "node".
    private static string PlainName(string input) => input.Split(':', 2)[0];
}
