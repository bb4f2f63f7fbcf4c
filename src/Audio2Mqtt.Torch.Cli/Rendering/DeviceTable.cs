using System.Text.Json;
using Audio2Mqtt.Torch.Audio.Devices;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>The devices that can be heard: a table, or one JSON document.</summary>
internal static class DeviceTable
{
    public static void Write(Terminal terminal, IReadOnlyList<CaptureDevice> devices, bool json)
    {
        if (json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize([.. devices.Select(DeviceDocument.Of)], Documents.Readable.DeviceDocumentArray));
            return;
        }

        var table = new ColumnTable("id#", "kind", "channels#", "rate#", "default", "name", "description");
        foreach (var device in devices)
        {
            table.Add(
                $"{device.Id}", device.Kind.ToString().ToLowerInvariant(), Known(device.Channels), Known(device.SampleRate),
                device.IsDefault ? "yes" : "", device.Name, device.Description);
        }

        table.Write(terminal);
    }

    private static string Known(int number) => number > 0 ? $"{number}" : "?";
}
