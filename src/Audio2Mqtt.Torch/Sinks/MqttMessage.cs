namespace Audio2Mqtt.Torch.Sinks;

/// <summary>A message, out or in.</summary>
/// <param name="Topic">Where it belongs.</param>
/// <param name="Payload">Its bytes; who receives a message may keep them.</param>
/// <param name="Retain">Going out: whether the broker keeps it for those who come later. Coming in: whether it was kept, and is not new.</param>
/// <param name="Qos">0: at most once; 1: at least once.</param>
public sealed record MqttMessage(string Topic, ReadOnlyMemory<byte> Payload, bool Retain = false, int Qos = 1);
