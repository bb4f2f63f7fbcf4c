namespace Audio2Mqtt.Torch.Audio.Devices;

/// <summary>A device that sound can be captured from.</summary>
public sealed record CaptureDevice
{
    /// <summary>Its number among the devices of now: for <c>--device-id</c>. It may be another one after the device was plugged in again.</summary>
    public required int Id { get; init; }

    /// <summary>The system's name, such as <c>alsa_output.pci-0000_00_1f.3.analog-stereo.monitor</c>: the same after a restart.</summary>
    public required string Name { get; init; }

    /// <summary>What people call it.</summary>
    public required string Description { get; init; }

    /// <summary>What it hears.</summary>
    public required DeviceKind Kind { get; init; }

    /// <summary>Its own number of channels; 0 where that is known only once it is open.</summary>
    public required int Channels { get; init; }

    /// <summary>Its own rate in hertz; 0 where that is known only once it is open.</summary>
    public required int SampleRate { get; init; }

    /// <summary>Whether it is the system's default of its kind: the default input, or the monitor of the default output.</summary>
    public required bool IsDefault { get; init; }

    /// <summary>Who brings it: <c>pulse</c> (PipeWire too), <c>alsa</c>, <c>avfoundation</c> or <c>dshow</c>.</summary>
    public required string Backend { get; init; }
}
