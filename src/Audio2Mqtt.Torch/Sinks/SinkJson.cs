using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Audio2Mqtt.Torch.Sinks;

/// <summary>How the sinks' records become JSON: every field is always there, null where there is nothing to say.</summary>
[JsonSerializable(typeof(EventDocument))]
[JsonSerializable(typeof(SoundDocument))]
[JsonSerializable(typeof(LevelDocument))]
[JsonSerializable(typeof(SourceDocument))]
[JsonSerializable(typeof(NodeDocument))]
[JsonSerializable(typeof(CompatibleEventDocument))]
[JsonSerializable(typeof(CompatibleDetailsDocument))]
[JsonSerializable(typeof(MemoryDocument))]
internal sealed partial class SinkJson : JsonSerializerContext
{
    /// <summary>Names in snake case, and letters of every script as they are: no web page is made of this.</summary>
    public static SinkJson Plain { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
