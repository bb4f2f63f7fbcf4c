using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Audio2Mqtt.Torch.Sinks;

/// <summary>How discovery becomes JSON: what is null is left out, since Home Assistant takes a null for a value.</summary>
[JsonSerializable(typeof(DiscoveryDocument))]
internal sealed partial class DiscoveryJson : JsonSerializerContext
{
    private static readonly DiscoveryJson Sparse = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static byte[] Write(DiscoveryDocument document) => JsonSerializer.SerializeToUtf8Bytes(document, Sparse.DiscoveryDocument);
}
