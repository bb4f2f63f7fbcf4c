namespace Audio2Mqtt.Torch.Audio.Devices;

/// <summary>The devices of this machine.</summary>
public static class CaptureDevices
{
    // In the order of preference: where a sound server runs, it owns the hardware.
    private static readonly IDeviceBackend[] Backends =
        OperatingSystem.IsWindows() ? [new FfmpegBackend("dshow")]
        : OperatingSystem.IsMacOS() ? [new FfmpegBackend("avfoundation")]
        : [new PulseBackend(), new AlsaBackend()];

    /// <summary>Every device that can be captured from now; empty where there is none.</summary>
    /// <param name="cancellationToken">Ends the wait for the sound server.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IReadOnlyList<CaptureDevice> List(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var backend in Backends)
        {
            if (backend.List(cancellationToken) is { } devices) return devices;
        }

        return [];
    }

    /// <summary>The device of a choice.</summary>
    /// <param name="choice">Which one.</param>
    /// <param name="cancellationToken">Ends the wait for the sound server.</param>
    /// <exception cref="CaptureDeviceException">It is not here, or the name fits several; the message says what to do.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static CaptureDevice Select(DeviceChoice choice, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(choice);
        return DeviceSelection.Select(List(cancellationToken), choice);
    }

    /// <summary>Captures a device, at its own rate and channels.</summary>
    /// <inheritdoc cref="IDeviceBackend.Open"/>
    internal static LiveInput Open(CaptureDevice device, bool followsDefault, CancellationToken cancellationToken) =>
        Backends.Single(backend => backend.Name == device.Backend).Open(device, followsDefault, cancellationToken);
}
