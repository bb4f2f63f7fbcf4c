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
        var device = Select(cancellationToken);
        var isDefault = choice is { Name: null, Id: null } && device.IsDefault;
        return ReaderCapture.Of(CaptureDevices.Open(device, isDefault, cancellationToken), device.Name, channel, cancellationToken);
    }

    private CaptureDevice Select(CancellationToken cancellationToken)
    {
        try
        {
            return CaptureDevices.Select(choice, cancellationToken);
        }
        catch (CaptureDeviceException missing)
        {
            throw new AudioException(description, missing.Message, missing);
        }
    }
}
