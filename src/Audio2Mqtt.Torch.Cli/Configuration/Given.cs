namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>A value that somebody gave.</summary>
/// <param name="Value">The value, of its key's type.</param>
/// <param name="Origin">Where: <c>a2m.yaml:12</c>, <c>A2M_MQTT_HOST</c>, <c>--mqtt-host</c>.</param>
/// <param name="Line">In the file; 0 elsewhere.</param>
internal sealed record Given(object Value, string Origin, int Line = 0);
