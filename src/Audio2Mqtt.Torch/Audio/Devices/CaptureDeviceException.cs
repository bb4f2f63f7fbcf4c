namespace Audio2Mqtt.Torch.Audio.Devices;

/// <summary>The device that was asked for is not here, or more than one answers to the name.</summary>
/// <param name="message">What is missing and what to do, one line.</param>
public sealed class CaptureDeviceException(string message) : Audio2MqttException(message);
