using Audio2Mqtt.Torch.Cli.Listening;
using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Tests.Sinks;
using Spectre.Console;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Cli.Listening;

/// <summary>The live view, by the text that it draws.</summary>
public sealed class LiveViewTests : IDisposable
{
    private const int Width = 80;

    private readonly StringWriter text = new();
    private readonly ManualTime time = new();
    private readonly LiveScreen screen;

    public LiveViewTests()
    {
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.NoColors });
        (console.Profile.Width, console.Profile.Height) = (Width, 25);
        screen = new(console);
    }

    public void Dispose() => text.Dispose();

    [Fact]
    public void A_source_shows_its_level_its_gate_its_classes_and_what_goes_on()
    {
        var source = Source("kitchen", ("Cat", 0.5f), ("Meow", 0.9f));
        source.Status = new("kitchen", SourceState.Online, null, default);
        source.Report = Report(-20);
        source.Take(Event("kitchen", "Cat", EventPhase.Start, 0));
        string[] expected =
        [
            $"kitchen  online  1 event  {"a [microphone]",54}", // to the 80th column
            "  ━━━━━━━━━━━╷━━━━━━━━━━┃━━━━━━━━───╿───── -20.0 dBFS, peak -12.0, floor -64.0",
            "  Cat                        ━━━━━━━━━━━━━━━┃━━━━━━━━━━━━━─  0.96  0.80 ●",
            "  Meow                       ━━━━━━━━━━━━━━━━━━─────────┃──  0.60  0.55",
            "  Rain [on roof]             ━━━━━━────────────────────────  0.20",
            "", "",
            "  now: Cat 0:02",
        ];
        Assert.Equal(expected, Plain(LivePicture.Draw([source], 20)));
    }

    [Fact]
    public void A_lost_source_says_why_on_one_line_and_a_quiet_one_that_it_is_quiet()
    {
        var lost = Source("yard");
        lost.Status = new("yard", SourceState.Offline, "rtsp://camera.local/stream: Connection refused; opening it again in 30 s, and so on and on\nand on", default);
        Assert.Equal(2, LivePicture.Draw([lost], 20).Count);
        Assert.StartsWith("yard  offline: rtsp://camera.local/stream: Connection refused", Plain(LivePicture.Draw([lost], 20))[0], StringComparison.Ordinal);
        var quiet = Source("hall");
        quiet.Report = Report(-70) with { IsGated = true, Top = [] };
        Assert.Contains("too quiet", Plain(LivePicture.Draw([quiet], 20))[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 24)]
    [InlineData(1, 5)]
    [InlineData(3, 24)]
    [InlineData(20, 24)]
    [InlineData(300, 10)]
    public void It_fits_the_terminal_whatever_is_heard(int count, int height)
    {
        var sources = Enumerable.Range(0, count).Select(k => Source(new string('n', 10 + (k % 60)))).ToArray();
        foreach (var source in sources)
        {
            source.Report = Report(3) with { Top = [new(new string('c', 100), 1), new("[red]", 0), new("x", 1.2f), new("y", 1), new("z", 1)], FloorDbfs = -200, PeakDbfs = 9 };
            for (var k = 0; k < 20; k++) source.Take(Event(source.Name, $"a sound of number {k}", EventPhase.Start, k));
        }

        var lines = LivePicture.Draw(sources, height);
        Assert.InRange(lines.Count, 2, height);
        Assert.All(Plain(lines), line => Assert.InRange(line.Length, 0, Width));
    }

    [Fact]
    public void It_draws_ten_times_a_second_at_most_and_only_where_something_changed()
    {
        var view = new LiveView(screen, [Source("kitchen")], time);
        view.Begin([], new NoControl());
        time.Advance(TimeSpan.FromMilliseconds(1));
        var drawn = Drawings();
        for (var k = 0; k < 1000; k++)
        {
            view.Write(Report(-20 - (k % 5)) with { Source = "kitchen" });
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.InRange(Drawings() - drawn, 5, 10);
        drawn = Drawings();
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.InRange(Drawings() - drawn, 0, 1);
    }

    [Fact]
    public async Task Lines_scroll_away_above_it_and_stand_below_it_at_the_end()
    {
        var view = new LiveView(screen, [Source("kitchen")], time);
        var writer = new ScreenWriter(screen);
        await writer.WriteLineAsync("before");
        view.Begin([], new NoControl());
        time.Advance(TimeSpan.FromMilliseconds(100));
        await writer.WriteAsync("an ");
        await writer.WriteLineAsync("event [x]");
        time.Advance(TimeSpan.FromMilliseconds(100));
        await view.CompleteAsync(CancellationToken.None);
        await writer.WriteLineAsync("Goodbye!");
        var all = text.ToString();
        Assert.StartsWith("before", all, StringComparison.Ordinal);
        Assert.Contains("\u001b[2A\u001b[0Jan event [x]", all, StringComparison.Ordinal);
        Assert.EndsWith("Goodbye!", all.TrimEnd(), StringComparison.Ordinal);
        Assert.True(all.LastIndexOf("kitchen", StringComparison.Ordinal) < all.IndexOf("Goodbye!", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(79)]
    [InlineData(60)]
    [InlineData(20)]
    public void A_narrow_terminal_shows_the_beginning_of_each_line_on_one_line(int width)
    {
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.NoColors });
        (console.Profile.Width, console.Profile.Height) = (width, 25);
        string[] picture = ["[bold]kitchen[/]  online  1 event" + new string(' ', 30) + "a microphone in the room", new string('x', 200), "", "short"];
        new LiveScreen(console).Draw(picture);
        var drawn = text.ToString().ReplaceLineEndings("\n").Replace("\u001b[1m", "", StringComparison.Ordinal).Replace("\u001b[0m", "", StringComparison.Ordinal).Split('\n');
        Assert.Equal(picture.Length + 1, drawn.Length); // the last one is where the cursor stands
        foreach (var (line, whole) in drawn.Zip(Plain(picture)))
        {
            Assert.StartsWith(line.TrimEnd(), whole, StringComparison.Ordinal);
            Assert.InRange(line.TrimEnd().Length, Math.Min(width - 6, whole.Length), width); // a word may be left out
        }
    }

    [Fact]
    public async Task Room_for_classes_that_were_not_heard_is_no_gap_at_the_end()
    {
        var view = new LiveView(screen, [Source("kitchen")], time);
        view.Begin([], new NoControl());
        view.Write(Report(-70) with { IsGated = true, Top = [] });
        await view.CompleteAsync(CancellationToken.None);
        await new ScreenWriter(screen).WriteLineAsync("Goodbye!");
        Assert.Matches("too quiet *\n *Goodbye!\n$", text.ToString().ReplaceLineEndings("\n"));
    }

    private static HopReport Report(float level) => new(
        "kitchen", 32_000, default, level, level, -12, -64, false, [new("Cat", 0.96f), new("Meow", 0.6f), new("Rain [on roof]", 0.2f)], [new("Cat", 0.8f), new("Meow", 0.55f)]);

    private static LiveSource Source(string name, params (string Sound, float Threshold)[] sounds) =>
        new(name, "a [microphone]", [.. sounds.Select((sound, k) => new SoundRule { Name = sound.Sound, Classes = [k], StartThreshold = sound.Threshold })], new());

    private static SoundEvent Event(string source, string sound, EventPhase phase, long start) => new()
    {
        Id = $"{source}-{sound}-{start}", Source = source, Sound = sound, Phase = phase, StartSample = start, EndSample = start + 1, Start = default, End = default,
        Confidence = 0.9f, PeakConfidence = 0.9f, Threshold = 0.5f, LevelDbfs = -20, Top = [], ModelName = "m",
    };

    private int Drawings() => text.ToString().Split("kitchen").Length - 1;

    private static string[] Plain(IReadOnlyList<string> lines) => [.. lines.Select(line => Markup.Remove(line).TrimEnd())];

    private sealed class NoControl : IListenerControl
    {
        public void SetEnabled(string source, bool enabled)
        {
        }

        public bool IsEnabled(string source) => true;
    }
}
