using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Audio.Devices;
using Audio2Mqtt.Torch.Streaming;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>Which sound the command line asks for.</summary>
internal sealed record SourceRequest
{
    /// <summary>Whether it names one at all; else it is the loopback of the default output.</summary>
    public required bool IsGiven { get; init; }

    /// <summary>An address, a file or <c>-</c>; null for a device.</summary>
    public string? Text { get; init; }

    /// <summary>The device, where <see cref="Text"/> is null.</summary>
    public required DeviceChoice Choice { get; init; }

    /// <summary>From 1; null for the mean of all.</summary>
    public int? Channel { get; init; }

    /// <summary>Whether a file is paced.</summary>
    public bool IsRealtime { get; init; }

    /// <summary>What the samples of standard input are.</summary>
    public PcmFormat? Pcm { get; init; }

    /// <summary>The source. A device must be here now; later it may come and go.</summary>
    /// <exception cref="CaptureDeviceException">The device is not here, or its name fits several.</exception>
    /// <exception cref="AudioException">The address cannot be one.</exception>
    public ICaptureSource Open(TimeProvider time, CancellationToken cancellationToken)
    {
        if (Text is not null) return CaptureSources.Open(Text, IsRealtime, time, Pcm, Channel);
        var device = CaptureDevices.Select(Choice, cancellationToken);

        // The default is followed to whatever is the default at the next opening; a device that was named stays that one.
        return Choice is { Name: null, Id: null } ? CaptureSources.Device(Choice, Channel) : CaptureSources.Device(device, Channel);
    }
}
