using Spectre.Console;

namespace Audio2Mqtt.Torch.Cli.Listening;

/// <summary>Where lines go: to the streams, or above the picture of a live view where that has the terminal.</summary>
internal sealed class ListenOutput
{
    private ListenOutput(TextWriter events, TextWriter messages, LiveScreen? screen) => (Events, Messages, Screen) = (events, messages, screen);

    /// <summary>Takes results.</summary>
    public TextWriter Events { get; }

    /// <summary>Takes everything else.</summary>
    public TextWriter Messages { get; }

    /// <summary>The live view's; null where there is none.</summary>
    public LiveScreen? Screen { get; }

    /// <param name="terminal">The streams.</param>
    /// <param name="live">Whether a live view is wanted; where there is no terminal, that is told and there is none.</param>
    public static ListenOutput Of(Terminal terminal, bool live)
    {
        if (!live) return new(terminal.Out, terminal.Error, null);
        if (!CanDraw(terminal))
        {
            terminal.Tell("--live draws on a terminal, and this is none that can be drawn over: listening goes on without");
            return new(terminal.Out, terminal.Error, null);
        }

        var console = PictureOf(terminal)!;
        var screen = new LiveScreen(console);
        var above = new ScreenWriter(screen);
        return new(terminal.IsOutputTerminal ? above : terminal.Out, terminal.IsErrorTerminal ? above : terminal.Error, screen);
    }

    /// <summary>Whether a live view would be drawn over itself, rather than below itself ten times a second.</summary>
    public static bool CanDraw(Terminal terminal) => PictureOf(terminal)?.Profile.Capabilities.Ansi == true;

    // The picture stands on the stream that is a terminal; where both are, lines of both must go around it.
    private static IAnsiConsole? PictureOf(Terminal terminal) =>
        terminal.IsErrorTerminal ? terminal.ErrorConsole : terminal.IsOutputTerminal ? terminal.OutConsole : null;

    /// <summary>One line about what is odd.</summary>
    public void Tell(string message) => Messages.WriteLine($"a2m-torch: {message.ReplaceLineEndings(" ")}");
}
