using System.Text.Json;
using Audio2Mqtt.Torch.Inspection;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>Tells what a recording is: a line for each figure, or JSON.</summary>
internal static class AudioText
{
    private const int NameWidth = 10;

    public static void Write(Terminal terminal, AudioInspection audio, bool json)
    {
        foreach (var warning in audio.Warnings) terminal.Tell($"warning: {audio.Path}: {warning}");
        if (json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(AudioDocument.Of(audio), Documents.Readable.AudioDocument));
            return;
        }

        terminal.Out.WriteLine(audio.Path);
        foreach (var (name, value) in AudioFacts.Of(audio)) terminal.Out.WriteLine($"  {name.PadRight(NameWidth)}{value}");
        foreach (var advice in audio.Advice) terminal.Out.WriteLine($"  {"advice".PadRight(NameWidth)}{advice}");
    }
}
