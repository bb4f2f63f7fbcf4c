using System.Globalization;
using System.Text.Json;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Inspection;
using Audio2Mqtt.Torch.Training;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>Tells what a folder of class folders is worth: a row for each class and lines for what was found, or JSON.</summary>
internal static class FolderText
{
    private const int Shown = 20;

    public static void Write(Terminal terminal, FolderInspection folder, bool json)
    {
        if (json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(FolderDocument.Of(folder), Documents.Readable.FolderDocument));
            return;
        }

        Table(folder).Write(terminal);
        Lines(terminal, "mislabel", [.. folder.Review.Mislabels.Select(one =>
            $"{Name(one.Clip)} sounds like '{one.Suggested}' ({one.Votes} of {one.Neighbours} neighbours; most like {Name(one.Nearest)})")]);
        Lines(terminal, "copy", [.. folder.Duplicates.Select(one => Text(
            $"{Name(one.First)} and {Name(one.Second)} {(one.IsExact ? "are equal" : Text($"have waveforms alike by {one.Similarity:0.00}"))}{(one.IsContradiction ? ", in two classes" : "")}"))]);
        Lines(terminal, "overlap", [.. folder.Review.Overlaps.Select(one => Text($"'{one.First}' and '{one.Second}': {one.FirstShare:0%} and {one.SecondShare:0%} of their neighbours are of the other"))]);
        foreach (var line in folder.Advice) terminal.Out.WriteLine($"next: {line}");
        DatasetReport.Tell(terminal, folder.LeftOut, folder.Warnings);
    }

    private static ColumnTable Table(FolderInspection folder)
    {
        var table = new ColumnTable("class", "clips#", "recordings#", "seconds#", "dBFS#", "spread dB#", "left out#");
        foreach (var one in folder.Classes)
            table.Add(one.Name, $"{one.Clips}", $"{one.Recordings}", Text($"{one.Seconds:0.0}"), Text($"{one.LevelDbfs:0.0}"), Text($"{one.SpreadDb:0.0}"), $"{one.LeftOut}");
        return table;
    }

    private static void Lines(Terminal terminal, string what, IReadOnlyList<string> lines)
    {
        foreach (var line in lines.Take(Shown)) terminal.Out.WriteLine($"{what}: {line}");
        if (lines.Count > Shown) terminal.Out.WriteLine($"{what}: {lines.Count - Shown} more (--json lists all)");
    }

    private static string Name(ClipSource clip)
    {
        var name = $"{clip.ClassName}/{Path.GetFileName(clip.Path)}";
        return clip.Duration is null ? name : $"{name} at {AudioTime.Format(clip.Start)}";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
