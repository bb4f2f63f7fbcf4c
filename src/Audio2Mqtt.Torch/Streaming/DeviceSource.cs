using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Audio.Devices;

namespace Audio2Mqtt.Torch.Streaming;

/// <summary>A device, chosen anew at each opening.</summary>
internal sealed class DeviceSource(DeviceChoice choice, string description, int? channel) : ICaptureSource
{
    /// <inheritdoc/>
    public string Description => description;

    /// <inheritdoc/>
    public bool IsLive => true;

    /// <inheritdoc/>
    public ICapture Open(CancellationToken cancellationToken)
    {
        try
        {
            var device = CaptureDevices.Select(choice, cancellationToken);
            throw new AudioException(device.Name, $"cannot be opened yet (channel {channel})");
        }
        catch (CaptureDeviceException missing)
        {
            throw new AudioException(description, missing.Message, missing);
        }
    }
}
