using System.Text.Json.Serialization;

namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>Source-generated JSON of this folder: no reflection at start-up.</summary>
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class WeightsJson : JsonSerializerContext;
