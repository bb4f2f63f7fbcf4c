namespace Audio2Mqtt.Torch.Audio.Devices;

/// <summary>What a device hears.</summary>
public enum DeviceKind
{
    /// <summary>The room: a microphone, a line input, a virtual one.</summary>
    Microphone,

    /// <summary>What the machine itself plays: the monitor of an output.</summary>
    Loopback,
}
