using System.Text.Json;
using Audio2Mqtt.Torch.Cli.Options;
using Audio2Mqtt.Torch.Training;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>Tells what a recording was cut into: files and seconds of each label, or all of it as JSON.</summary>
internal static class SliceReport
{
    public static void Write(Terminal terminal, SliceRequest request, SlicePlan plan, IReadOnlyList<SliceFile> files, bool interrupted)
    {
        if (request.Json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(SliceDocument.Of(request, plan, files, interrupted), Documents.Readable.SliceDocument));
            return;
        }

        var table = new ColumnTable("label", "files#", "seconds#");
        foreach (var label in files.GroupBy(file => file.Label).OrderBy(group => group.Key, StringComparer.Ordinal))
            table.Add(label.Key, $"{label.Count()}", $"{label.Sum(file => file.Duration.TotalSeconds):0.0}");
        table.Write(terminal);
        terminal.Tell($"{files.Count} file{(files.Count == 1 ? "" : "s")} {(request.IsDryRun ? "would be written" : "written")} to {request.Folder}"
            + (interrupted ? $"; interrupted, {plan.Files.Count - files.Count} are missing" : ""));
    }
}
