namespace Audio2Mqtt.Torch.Audio.Devices;

/// <summary>The device that was asked for is not here, or more than one answers to the name.</summary>
/// <param name="message">What is missing and what to do, one line.</param>
public sealed class CaptureDeviceException(string message) : Audio2MqttException(message)
{
    /// <summary>Where there is no device at all, with advice for this system.</summary>
    public static CaptureDeviceException None() => new($"no device to hear is to be found: {DeviceAdvice.NoDevice}");
}
