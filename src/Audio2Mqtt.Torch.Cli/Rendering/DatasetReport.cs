using System.Text.Json;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Training;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>
/// Tells what a folder of class folders holds: a row for each class, and on standard error what was left out and what is odd; or all of it as
/// JSON.
/// </summary>
internal static class DatasetReport
{
    private const int LeftOutShown = 20;

    public static void Write(Terminal terminal, DatasetInspection inspection, bool json)
    {
        if (json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(DatasetDocument.Of(inspection), Documents.Readable.DatasetDocument));
            return;
        }

        Table(inspection).Write(terminal);
        Tell(terminal, inspection.LeftOut, inspection.Dataset.Warnings);
    }

    /// <summary>What was left out, and warnings, a line each; of many clips the first ones.</summary>
    public static void Tell(Terminal terminal, IReadOnlyList<LeftOutClip> leftOut, IReadOnlyList<string> warnings)
    {
        foreach (var (clip, _, reason) in leftOut.Take(LeftOutShown))
        {
            var place = clip.Duration is null ? "" : $" at {AudioTime.Format(clip.Start)}";
            terminal.Tell($"left out: {clip.Path}{place}: {reason}");
        }

        if (leftOut.Count > LeftOutShown) terminal.Tell($"left out: {leftOut.Count - LeftOutShown} clips more (--dry-run --json lists all)");
        foreach (var warning in warnings) terminal.Tell($"warning: {warning}");
    }

    private static ColumnTable Table(DatasetInspection inspection)
    {
        var table = new ColumnTable("class", "clips#", "recordings#", "seconds#", "formats", "left out#");
        foreach (var item in inspection.Classes)
        {
            var formats = string.Join(", ", item.Formats.Select(pair => $"{pair.Key} {pair.Value}"));
            table.Add(item.Name, $"{item.Clips}", $"{item.Recordings}", $"{item.Seconds:0.0}", formats, $"{item.LeftOut}");
        }

        var recordings = inspection.Dataset.Clips.Select(clip => clip.Recording).Distinct().Count();
        table.Add("all", $"{inspection.Dataset.Clips.Count}", $"{recordings}", $"{inspection.Classes.Sum(item => item.Seconds):0.0}", "", $"{inspection.LeftOut.Count}");
        return table;
    }
}
