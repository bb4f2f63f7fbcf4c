using System.Globalization;
using System.Text;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Events;
using Spectre.Console;

namespace Audio2Mqtt.Torch.Cli.Listening;

/// <summary>
/// Draws sources as lines of markup, 80 columns wide:
/// <code>
/// kitchen  online  3 events                                      default microphone
///   ━━━━━━━━━━━━━━━━━━━━━┃━━━━╸─────╿──────────── -23.4 dBFS, peak -12.0, floor -61.3
///   Cat                        ━━━━━━━━━━━━━━━━━━━━┃━━━━━━━──  0.96  0.93 ●
/// </code>
/// On the meter ┃ is where the gate opens, ╿ the peak, ╷ the noise floor; on a class's bar ┃ is its threshold. The second number is the smoothed score.
/// </summary>
internal static class LivePicture
{
    private const int Width = 80;
    private const int MostClasses = 5;
    private const int MeterWidth = 40;
    private const int BarWidth = 30;
    private const int NameWidth = 27;
    private const float LowestDbfs = -90;

    /// <summary>The lines of all sources, at most so many.</summary>
    public static IReadOnlyList<string> Draw(IReadOnlyList<LiveSource> sources, int height)
    {
        // First the classes become fewer, then whole sources are left to a count.
        var classes = Math.Clamp(((height - 1) / sources.Count) - 3, 0, MostClasses);
        var perSource = classes + 3;
        var shown = Math.Clamp((height - 1) / perSource, 1, sources.Count);
        var lines = sources.Take(shown).SelectMany(source => Draw(source, classes)).ToList();
        if (shown < sources.Count) lines.Add($"[grey]and {sources.Count - shown} more, in a higher window[/]");
        return lines;
    }

    private static IEnumerable<string> Draw(LiveSource source, int classes)
    {
        yield return Title(source);
        yield return Meter(source);
        if (source.Report is not { } report) yield break;
        for (var k = 0; k < classes; k++) yield return k < report.Top.Count ? Class(source, report.Top[k]) : "";
        yield return Active(source);
    }

    private static string Title(LiveSource source)
    {
        var (word, colour) = source.Status switch
        {
            null => ("waiting", "grey"),
            { State: SourceState.Online } => ("online", "green"),
            { State: SourceState.Disabled } => ("switched off", "yellow"),
            { Reason: { } reason } => ($"offline: {reason}", "red"),
            _ => ("offline", "red"),
        };
        var events = source.Started == 1 ? "1 event" : $"{source.Started} events";
        var name = Cut(source.Name, 24);
        var state = Cut(word, Width - name.Length - events.Length - 6);
        var left = Width - name.Length - state.Length - events.Length - 6;
        var what = left < 8 ? "" : Cut(source.Description, left);
        return $"[bold]{Markup.Escape(name)}[/]  [{colour}]{Markup.Escape(state)}[/]  {events}  [grey]{Markup.Escape(what.PadLeft(left))}[/]";
    }

    private static string Meter(LiveSource source)
    {
        if (source.Report is not { } report) return $"  [grey]{new string('─', MeterWidth)}[/]";
        var marks = new Dictionary<int, string> { [Cell(report.FloorDbfs)] = "[grey]╷[/]", [Cell(report.PeakDbfs)] = "[yellow]╿[/]" };
        if (source.GateDbfs is { } gate) marks[Cell(gate)] = "[bold]┃[/]";
        var text = new StringBuilder("  ");
        var full = Cell(report.LevelDbfs);
        for (var k = 0; k < MeterWidth; k++)
            text.Append(marks.TryGetValue(k, out var mark) ? mark : k < full ? report.IsGated ? "[grey]━[/]" : "[green]━[/]" : "[grey]─[/]");
        text.Append(CultureInfo.InvariantCulture, $" {report.LevelDbfs,5:0.0} dBFS, peak {report.PeakDbfs:0.0}, ");
        if (report.IsGated) text.Append("[grey]too quiet[/]");
        else text.Append(CultureInfo.InvariantCulture, $"floor {report.FloorDbfs:0.0}");
        return text.ToString();
    }

    private static int Cell(float dbfs) => Math.Clamp((int)((dbfs - LowestDbfs) / -LowestDbfs * MeterWidth), 0, MeterWidth - 1);

    private static string Class(LiveSource source, ScoredLabel label)
    {
        var threshold = source.ThresholdOf(label.Label);
        var isActive = source.Active.Any(one => one.Sound == label.Label);
        var full = (int)Math.Round(label.Score * BarWidth);
        var mark = threshold is { } score ? Math.Clamp((int)(score * BarWidth), 0, BarWidth - 1) : -1;
        var bar = new StringBuilder();
        for (var k = 0; k < BarWidth; k++)
            bar.Append(k == mark ? "[bold]┃[/]" : k < full ? isActive ? "[green]━[/]" : threshold is null ? "[grey]━[/]" : "━" : "[grey]─[/]");
        var smoothed = source.SmoothedOf(label.Label) is { } value ? value.ToString("0.00", CultureInfo.InvariantCulture) : "    ";
        var name = Markup.Escape(Cut(label.Label, NameWidth).PadRight(NameWidth));
        if (threshold is null) name = $"[grey]{name}[/]";
        return string.Create(CultureInfo.InvariantCulture, $"  {name}{bar}  {label.Score:0.00}  {smoothed}{(isActive ? " [green]●[/]" : "")}");
    }

    private static string Active(LiveSource source)
    {
        var text = new StringBuilder();
        foreach (var one in source.Active)
        {
            var part = $"{(text.Length == 0 ? "" : ", ")}{one.Sound} {AudioTime.Format(source.LengthOf(one))[..^4]}";
            if (text.Length + part.Length > Width - 8)
            {
                text.Append(", …");
                break;
            }

            text.Append(part);
        }

        return text.Length == 0 ? "" : $"  [green]now: {Markup.Escape(text.ToString())}[/]";
    }

    private static string Cut(string text, int width)
    {
        var line = text.ReplaceLineEndings(" ");
        return width <= 0 ? "" : line.Length <= width ? line : $"{line[..(width - 1)]}…";
    }
}
