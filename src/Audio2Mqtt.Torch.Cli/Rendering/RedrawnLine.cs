using System.Diagnostics;
using Audio2Mqtt.Torch.Audio;
using Spectre.Console;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>One line on a terminal's standard error that is drawn over itself, ten times a second at most. Thread-safe; disposing wipes it.</summary>
/// <param name="console">The terminal.</param>
/// <param name="firstAfter">Work that ends sooner never shows it.</param>
internal sealed class RedrawnLine(IAnsiConsole console, TimeSpan firstAfter) : IDisposable
{
    private const string Wipe = "\r\u001b[2K";
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private readonly long began = Stopwatch.GetTimestamp();
    private TimeSpan nextDraw = firstAfter;
    private bool isVisible;
    private bool isPaused;

    /// <summary>Draws a line, unless the last one is too young.</summary>
    /// <param name="describe">Makes the line of the time since the beginning; called only where it is drawn.</param>
    /// <param name="always">Whether it is drawn however young the last one is.</param>
    public void Draw(Func<TimeSpan, string> describe, bool always = false)
    {
        lock (gate)
        {
            var elapsed = Stopwatch.GetElapsedTime(began);
            if (isPaused || (elapsed < nextDraw && !always)) return;
            nextDraw = elapsed + Interval;
            isVisible = true;
            console.Write(new ControlCode(Wipe + describe(elapsed)));
        }
    }

    /// <summary>Takes the line off the screen and draws none until <see cref="Resume"/>.</summary>
    public void Pause()
    {
        lock (gate)
        {
            if (isVisible) console.Write(new ControlCode(Wipe));
            (isVisible, isPaused) = (false, true);
        }
    }

    /// <summary>Lets the next line be drawn again.</summary>
    public void Resume()
    {
        lock (gate) isPaused = false;
    }

    public void Dispose() => Pause();

    /// <summary>A bar of a fraction in [0, 1].</summary>
    internal static string Bar(double fraction, int width)
    {
        var full = (int)Math.Round(Math.Clamp(fraction, 0, 1) * width);
        return new string('━', full) + new string('─', width - full);
    }

    /// <summary>The time left as <c>, 1:05 left</c>; empty where nothing is done yet.</summary>
    internal static string TimeLeft(double fraction, TimeSpan elapsed) =>
        fraction > 0 ? $", {AudioTime.Format(elapsed * ((1 - fraction) / fraction))[..^4]} left" : "";
}
