using Audio2Mqtt.Torch.Audio.Devices;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>A device, as JSON has it; channels and rate are null where only opening it tells. docs/cli.md lists the fields.</summary>
internal sealed record DeviceDocument(
    int Id, string Name, string Description, string Kind, int? Channels, int? SampleRate, bool IsDefault, string Backend)
{
    public static DeviceDocument Of(CaptureDevice device) => new(
        device.Id,
        device.Name,
        device.Description,
        device.Kind.ToString().ToLowerInvariant(),
        device.Channels > 0 ? device.Channels : null,
        device.SampleRate > 0 ? device.SampleRate : null,
        device.IsDefault,
        device.Backend);
}
