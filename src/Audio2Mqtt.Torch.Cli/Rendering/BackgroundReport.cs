using System.Globalization;
using System.Text.Json;
using Audio2Mqtt.Torch.Cli.Options;
using Audio2Mqtt.Torch.Training.Backgrounds;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>Tells what background there is now: a table, or all of it as JSON.</summary>
internal static class BackgroundReport
{
    /// <summary>What a kind is called in tables and documents.</summary>
    public static string Name(BackgroundKind kind) => kind switch
    {
        BackgroundKind.WhiteNoise => "white",
        BackgroundKind.PinkNoise => "pink",
        BackgroundKind.BrownNoise => "brown",
        _ => "silence",
    };

    public static void Write(Terminal terminal, SyntheticRequest request, IReadOnlyList<BackgroundFile> files, bool interrupted)
    {
        if (request.Json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(SyntheticDocument.Of(request, files, interrupted), Documents.Readable.SyntheticDocument));
            return;
        }

        var table = new ColumnTable("kind", "files#", "seconds#", "level");
        foreach (var kind in files.GroupBy(file => file.Kind))
            table.Add(Name(kind.Key), $"{kind.Count()}", Tenths(kind.Count() * request.Options.Seconds), Levels([.. kind.Select(file => file.LevelDbfs)]));
        table.Write(terminal);
        terminal.Tell($"{Count(files.Count, "file")} {(request.IsDryRun ? "would be written" : "written")} to {request.Folder}{(interrupted ? "; interrupted" : "")}");
    }

    public static void Write(Terminal terminal, ExtractRequest request, BackgroundExtraction plan, IReadOnlyList<BackgroundSegment> segments, bool interrupted)
    {
        foreach (var problem in plan.Problems) terminal.Tell(problem.Message);
        if (request.Json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(ExtractDocument.Of(request, plan, segments, interrupted), Documents.Readable.ExtractDocument));
        }
        else
        {
            var table = new ColumnTable("recording", "segments#", "seconds#", "level");
            foreach (var source in segments.GroupBy(segment => segment.Source).OrderBy(group => group.Key, StringComparer.Ordinal))
                table.Add(source.Key, $"{source.Count()}", Tenths(source.Sum(segment => segment.Duration.TotalSeconds)), Levels([.. source.Select(segment => segment.LevelDbfs)]));
            table.Write(terminal);
        }

        var refused = plan.Avoided.Select(pair => $"{pair.Value} with '{pair.Key}'").Prepend($"{plan.Silent} silent").Where(text => text != "0 silent").ToList();
        terminal.Tell($"{Count(segments.Count, "segment")} written to {request.Folder}"
            + (refused.Count > 0 ? $"; refused: {string.Join(", ", refused)}" : "")
            + (interrupted ? "; interrupted" : segments.Count == request.Options.Segments ? ""
                : $"; {request.Options.Segments - segments.Count} fewer than wanted: nothing is left to cut. Bring more recordings, or a shorter --duration"));
    }

    private static string Count(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";

    private static string Tenths(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Levels(IReadOnlyCollection<double> levels)
    {
        string[] ends = [Tenths(levels.Min()), Tenths(levels.Max())];
        return $"{string.Join(" to ", ends.Distinct())} dBFS";
    }
}
