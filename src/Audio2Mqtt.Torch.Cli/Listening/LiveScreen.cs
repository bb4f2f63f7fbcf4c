using Spectre.Console;
using Spectre.Console.Rendering;

namespace Audio2Mqtt.Torch.Cli.Listening;

/// <summary>A part of the terminal that is drawn over itself, with lines that scroll away above it. Thread-safe.</summary>
internal sealed class LiveScreen(IAnsiConsole console)
{
    private readonly Lock gate = new();
    private readonly List<string> waiting = [];
    private IReadOnlyList<string> picture = [];

    /// <summary>Lines that fit below what is there.</summary>
    public int Height => Math.Max(5, console.Profile.Height - 1);

    /// <summary>Draws lines of markup in place of the last ones, and what waited to be printed above them.</summary>
    /// <param name="lines">The picture; null for the one that is there, which is drawn only where something waits.</param>
    public void Draw(IReadOnlyList<string>? lines)
    {
        lock (gate)
        {
            if (lines is null && waiting.Count == 0) return;

            // The cursor stands below the picture: up to its beginning, and all below is wiped.
            if (picture.Count > 0) console.Write(new ControlCode($"\u001b[{picture.Count}A\u001b[0J"));
            foreach (var line in waiting) console.Write(new Text($"{line}\n"));
            waiting.Clear();
            picture = lines ?? picture;
            foreach (var line in picture) console.Write(Line(line));
        }
    }

    /// <summary>Writes a line above the picture, when that is drawn the next time; at once where there is none.</summary>
    public void Print(string line)
    {
        lock (gate)
        {
            if (picture.Count > 0) waiting.Add(line);
            else console.Write(new Text($"{line}\n"));
        }
    }

    /// <summary>Leaves the picture as it is; what is printed from now on stands below it.</summary>
    public void Leave()
    {
        lock (gate)
        {
            Draw(null);
            picture = [];
        }
    }

    private static Cropped Line(string markup) => new(new Markup(markup.Length == 0 ? " " : markup));

    // A line that is too long would become two, also at a blank, and the picture would climb.
    private sealed class Cropped(IRenderable text) : Renderable
    {
        private const int Unbroken = 10_000;

        protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
            [.. Segment.Truncate(text.Render(options, Unbroken).Where(segment => !segment.IsLineBreak), maxWidth), Segment.LineBreak];
    }
}
