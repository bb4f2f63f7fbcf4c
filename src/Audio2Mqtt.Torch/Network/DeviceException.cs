namespace Audio2Mqtt.Torch.Network;

/// <summary>A device was asked for that is not here.</summary>
/// <param name="message">What is missing and what to do, one line.</param>
public sealed class DeviceException(string message) : Audio2MqttException(message);
