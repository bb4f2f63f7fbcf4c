using System.Text.Json.Serialization;

namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>Source-generated JSON of this folder: no reflection at start-up.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(WeightsCatalog))]
internal sealed partial class WeightsJson : JsonSerializerContext;
