using System.Text.Json;
using Audio2Mqtt.Torch.Cli.Options;
using Audio2Mqtt.Torch.Cli.Rendering;

namespace Audio2Mqtt.Torch.Cli.Demonstration;

/// <summary>Tells what came of a demonstration, and what to do next.</summary>
internal static class DemoText
{
    private static readonly string Name = OperatingSystem.IsWindows() ? "a2m-torch.exe" : "a2m-torch";

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
        var alarms = result.FalseAlarms == 1 ? "1 false alarm" : $"{result.FalseAlarms} false alarms";
        output.WriteLine($"{result.Heard} of {result.Sounds.Count} heard, {alarms}");
        output.WriteLine($"learnt from {result.Clips} clips in {result.TrainingSeconds:0.0} s ({result.Embedding}, accuracy {result.Accuracy:0.000})");
        output.WriteLine();
        output.WriteLine("Next, with your own sounds (docs/guide.md goes all the way):");
        if (!IsOnPath()) output.WriteLine("  tools/install                                            a2m-torch on the PATH");
        output.WriteLine("  a2m-torch record training --class doorbell --microphone  clips of each sound");
        output.WriteLine("  a2m-torch background synthetic training/background       what is none of them");
        output.WriteLine("  a2m-torch train --augment                                a model of them");
        output.WriteLine("  a2m-torch listen --microphone --live                     what it hears");
        output.WriteLine("  a2m-torch listen --microphone --mqtt-host HOST           Home Assistant, too");
        if (request.Keep is { } folder) output.WriteLine($"Kept in {folder}: training/, stream.wav, model/ (open model/report.html)");
    }

    // Whoever starts it from a checkout for the first time has no such command yet.
    private static bool IsOnPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, Name)));
}
