using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>The JSON schema of the file (docs/a2m.schema.json): editors check and complete by it.</summary>
internal static class ConfigurationSchema
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema as a text.</summary>
    public static string Text()
    {
        // A machine's own name is no default of the format.
        var mqtt = Of(MqttKeys.Section);
        ((JsonObject)mqtt["properties"]![MqttKeys.Node.Name]!).Remove("default");
        var source = Of(SourceKeys.Section);
        ((JsonObject)source["properties"]!)["sounds"] = Sounds("The sounds of this source alone");
        source["required"] = new JsonArray(SourceKeys.Name.Name);
        source["oneOf"] = new JsonArray([.. SourceKeys.Inputs.Select(key => (JsonNode)new JsonObject { ["required"] = new JsonArray(key.Name) })]);
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "a2m.yaml",
            ["description"] = "The configuration of a2m-torch listen",
            ["type"] = new JsonArray("object", "null"),
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject
            {
                ["sources"] = new JsonObject { ["description"] = "What is listened to", ["type"] = new JsonArray("array", "null"), ["items"] = source },
                ["sounds"] = Sounds("The sounds of all sources"),
                ["listen"] = OrNothing(Of(ListenKeys.Section), "What all sources share, and the program's own"),
                ["mqtt"] = OrNothing(mqtt, "The broker that is told"),
                ["recording"] = OrNothing(Of(RecordingKeys.Section), "Which clips are kept"),
            },
        };
        return schema.ToJsonString(Readable) + "\n";
    }

    private static JsonObject Of(Section section)
    {
        var properties = new JsonObject();
        foreach (var key in section.Keys) properties[key.Name] = OrVariable(key);
        return new() { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
    }

    // Any value may be a variable's, or be written as a text.
    private static JsonObject OrVariable(Key key)
    {
        var own = key.Schema();
        var (description, known) = (own["description"]!.DeepClone(), own["default"]?.DeepClone());
        own.Remove("description");
        own.Remove("default");
        var schema = new JsonObject { ["description"] = description };
        if (known is not null) schema["default"] = known;
        schema["anyOf"] = new JsonArray(own, new JsonObject { ["type"] = "string", ["pattern"] = @"\$\{" });
        return schema;
    }

    private static JsonObject Sounds(string description) => new()
    {
        ["description"] = description,
        ["type"] = new JsonArray("object", "null"),
        ["additionalProperties"] = new JsonObject
        {
            ["anyOf"] = new JsonArray(
                Of(SoundKeys.Section),
                new JsonObject { ["description"] = "The classes that are told as this one sound", ["type"] = new JsonArray("array", "string", "null") },
                new JsonObject { ["description"] = "The score at which it starts", ["type"] = "number", ["minimum"] = 0, ["maximum"] = 1 }),
        },
    };

    private static JsonObject OrNothing(JsonObject section, string description)
    {
        section["description"] = description;
        section["type"] = new JsonArray("object", "null");
        return section;
    }
}
