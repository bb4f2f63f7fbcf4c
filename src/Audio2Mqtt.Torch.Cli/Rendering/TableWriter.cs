using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Classification;
using Audio2Mqtt.Torch.Cli.Options;
using Spectre.Console;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>A table for each file, for people at a terminal.</summary>
internal sealed class TableWriter(IAnsiConsole console, ClassifyRequest request) : IResultWriter
{
    private const int BarWidth = 20;
    private bool begun;

    public void Write(FileResult result)
    {
        if (result.Error is not null) return;
        begun = true;
        console.Write(new Text($"{result.Path} ({Wording.Extent(result)})\n", new Style(decoration: Decoration.Bold)));
        var table = new Table().Border(TableBorder.Rounded).AddColumn(new TableColumn("index").RightAligned()).AddColumn("class")
            .AddColumn(new TableColumn("score").RightAligned()).AddColumn("");
        foreach (var (index, name, score) in result.Classes)
            table.AddRow(new Text($"{index}"), new Text(name), new Text($"{score:0.000}"), new Text(Bar(score), new Style(Color.Green)));
        if (result.Classes.Count == 0) console.Write(new Text($"{Wording.NoClass}\n"));
        else console.Write(table);
        if (result.Patches.Count > 0) console.Write(Timeline(result));
    }

    public void Finish(RunSummary summary)
    {
        if (begun) console.Write(new Text($"{Wording.ScoresOf(request)}\n", new Style(decoration: Decoration.Dim)));
    }

    private static string Bar(float score) => new('█', (int)Math.Round(score * BarWidth));

    private static Table Timeline(FileResult result)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("start").AddColumn("end").AddColumn("classes");
        foreach (var patch in result.Patches)
        {
            var classes = string.Join(", ", patch.Classes.Select(item => $"{item.Name} {item.Score:0.00}"));
            table.AddRow(new Text(AudioTime.Format(patch.Start)), new Text(AudioTime.Format(patch.End)), new Text(classes));
        }

        return table;
    }
}
