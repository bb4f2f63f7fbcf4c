using System.CommandLine;
using System.Text.Json;
using Audio2Mqtt.Torch.Cli.Checks;
using Audio2Mqtt.Torch.Cli.Rendering;

namespace Audio2Mqtt.Torch.Cli.Commands;

/// <summary><c>a2m-torch doctor</c>: is everything here that the program needs?</summary>
internal static class DoctorCommand
{
    public static Command Create(Terminal terminal)
    {
        var json = new Option<bool>("--json") { Description = "One JSON document" };
        var command = new Command("doctor", "Tell the state of everything that is needed, and what mends it.") { json };
        command.SetAction(parsed =>
        {
            var checks = Doctor.Examine();
            var healthy = checks.All(check => check.State != CheckState.Missing);
            if (parsed.GetValue(json)) terminal.Out.WriteLine(JsonSerializer.Serialize(new DoctorDocument(healthy, checks), Documents.Readable.DoctorDocument));
            else DoctorText.Write(terminal.Out, checks);
            return healthy ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }
}
