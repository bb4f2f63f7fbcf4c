using System.Text.Json;
using Audio2Mqtt.Torch.Cli.Options;
using Audio2Mqtt.Torch.Cli.Rendering;

namespace Audio2Mqtt.Torch.Cli.Demonstration;

/// <summary>Tells what came of a demonstration, and what to do next.</summary>
internal static class DemoText
{
    public static void Write(Terminal terminal, DemoRequest request, DemoResult result)
    {
        if (request.Json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(result, Documents.Readable.DemoResult));
            return;
        }

        var output = terminal.Out;
        output.WriteLine();
        var table = new ColumnTable("in the room", "from#", "to#", "heard", "told after#");
        foreach (var sound in result.Sounds)
            table.Add(sound.Name, $"{sound.Start:0.0} s", $"{sound.End:0.0} s", sound.Heard ? "yes" : result.IsInterrupted ? "" : "no", sound.ToldAfter is { } after ? $"{after:0.0} s" : "");
        table.Write(terminal);
        output.WriteLine(
            $"{result.Heard} of {result.Sounds.Count} heard, {result.FalseAlarms} false alarms; learnt from {result.Clips} clips in {result.TrainingSeconds:0.0} s ({result.Embedding}, accuracy {result.Accuracy:0.000})");
        output.WriteLine();
        output.WriteLine("Next, with your own sounds:");
        output.WriteLine("  a2m-torch record training --class doorbell --microphone     some clips of each sound, one folder each");
        output.WriteLine("  a2m-torch background synthetic training/background          and what is none of them");
        output.WriteLine("  a2m-torch train --epochs 50 --augment                       a model of them, in a minute");
        output.WriteLine("  a2m-torch listen --microphone --live                        what it hears");
        output.WriteLine("  a2m-torch listen --microphone --mqtt-host HOST              and Home Assistant knows");
        if (request.Keep is { } folder) output.WriteLine($"Kept in {folder}: training/, stream.wav, model/ (open model/report.html)");
    }
}
