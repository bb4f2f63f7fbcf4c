using System.Text.Json.Serialization;

namespace Audio2Mqtt.Torch.Cli.Checks;

/// <summary>How a thing is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CheckState>))]
internal enum CheckState
{
    /// <summary>As it should be.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>Nothing fails, but something is slower or not possible.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>Needed and not there.</summary>
    [JsonStringEnumMemberName("missing")]
    Missing,
}
