namespace Audio2Mqtt.Torch.Audio.Devices;

/// <summary>A way to the devices of a system.</summary>
internal interface IDeviceBackend
{
    /// <summary>As <see cref="CaptureDevice.Backend"/> has it.</summary>
    string Name { get; }

    /// <summary>The devices of now; null where this way is not to be had here.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    IReadOnlyList<CaptureDevice>? List(CancellationToken cancellationToken);

    /// <summary>Captures a device of <see cref="List"/> from now on, at its own rate and channels.</summary>
    /// <param name="device">Which one.</param>
    /// <param name="followsDefault">Whether capturing ends when another device becomes the default one; where that can be told.</param>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    /// <exception cref="AudioException">It is not to be had.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    LiveInput Open(CaptureDevice device, bool followsDefault, CancellationToken cancellationToken);
}
