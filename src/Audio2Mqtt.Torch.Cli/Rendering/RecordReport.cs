using System.Text.Json;
using Audio2Mqtt.Torch.Cli.Options;
using Audio2Mqtt.Torch.Streaming;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>Tells what was recorded: a row for each clip, or all of it as JSON.</summary>
internal static class RecordReport
{
    // A click at full scale happens; more is distortion.
    private const int MaxClippedSamples = 3;

    public static void Write(
        Terminal terminal, RecordRequest request, string source, IReadOnlyList<RecordedClip> clips, int silentClips, bool interrupted)
    {
        if (request.Json)
        {
            var document = RecordDocument.Of(source, request.Options.Folder, clips, silentClips, interrupted);
            terminal.Out.WriteLine(JsonSerializer.Serialize(document, Documents.Readable.RecordDocument));
        }
        else if (clips.Count > 0)
        {
            var table = new ColumnTable("file", "seconds#", "rms dBFS#", "peak dBFS#", "note");
            foreach (var clip in clips) table.Add(clip.Path, $"{clip.Duration.TotalSeconds:0.0}", $"{clip.RmsDbfs:0.0}", $"{clip.PeakDbfs:0.0}", Note(clip));
            table.Write(terminal);
        }

        var tooLoud = clips.Count(clip => clip.ClippedSamples > MaxClippedSamples);
        if (tooLoud > 0) terminal.Tell($"warning: {Clips(tooLoud)} reached full scale and {(tooLoud == 1 ? "is" : "are")} distorted: turn the input down");
        if (silentClips > 0) terminal.Tell($"{Clips(silentClips)} {(silentClips == 1 ? "was" : "were")} silence and {(silentClips == 1 ? "was" : "were")} not kept (--allow-silence keeps them)");
        terminal.Tell($"{Clips(clips.Count)} of {request.Options.Count} written to {request.Options.Folder}{(interrupted ? "; interrupted" : "")}");
    }

    private static string Note(RecordedClip clip)
    {
        string[] notes =
        [
            .. clip.IsWhole ? (string[])[] : ["cut short"],
            .. clip.ClippedSamples > MaxClippedSamples ? (string[])["too loud"] : [],
            .. clip.LostSamples > 0 ? (string[])["samples were lost"] : [],
        ];
        return string.Join(", ", notes);
    }

    private static string Clips(int count) => $"{count} clip{(count == 1 ? "" : "s")}";
}
