using System.CommandLine;
using Audio2Mqtt.Torch.Audio.Devices;
using Audio2Mqtt.Torch.Cli.Rendering;

namespace Audio2Mqtt.Torch.Cli.Commands;

/// <summary><c>a2m-torch devices</c>: what can be heard on this machine.</summary>
internal static class DevicesCommand
{
    public static Command Create(Terminal terminal)
    {
        var json = new Option<bool>("--json") { Description = "One JSON document" };
        var command = new Command("devices", "List what can be heard: microphones, and what the machine plays itself.") { json };
        command.SetAction((parsed, cancellationToken) =>
            Task.Run(() => List(terminal, parsed.GetValue(json), cancellationToken), CancellationToken.None));
        return command;
    }

    /// <summary>Writes the list; what <c>listen --list</c> does, too.</summary>
    /// <exception cref="CaptureDeviceException">There is none.</exception>
    public static int List(Terminal terminal, bool json, CancellationToken cancellationToken)
    {
        var devices = CaptureDevices.List(cancellationToken);
        if (devices.Count == 0 && !json) throw CaptureDeviceException.None();
        DeviceTable.Write(terminal, devices, json);
        return devices.Count == 0 ? ExitCodes.Usage : ExitCodes.Done;
    }
}
