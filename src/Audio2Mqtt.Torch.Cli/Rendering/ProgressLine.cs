using System.Diagnostics;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Classification;
using Spectre.Console;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>
/// One line on a terminal's standard error that is drawn over itself: bar, files, rate, time left. It is wiped while a result is
/// written, because both usually share the screen. A run that ends within half a second never shows it. Thread-safe.
/// </summary>
internal sealed class ProgressLine(IAnsiConsole console) : IProgress<ClassificationProgress>, IDisposable
{
    private const int BarWidth = 30;
    private const string Wipe = "\r\u001b[2K";
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan FirstAfter = TimeSpan.FromMilliseconds(500);

    private readonly Lock gate = new();
    private readonly long began = Stopwatch.GetTimestamp();
    private TimeSpan nextDraw = FirstAfter;
    private bool isVisible;
    private bool isPaused;

    public void Report(ClassificationProgress value)
    {
        lock (gate)
        {
            var elapsed = Stopwatch.GetElapsedTime(began);
            if (isPaused || elapsed < nextDraw) return;
            nextDraw = elapsed + Interval;
            isVisible = true;
            console.Write(new ControlCode(Wipe + Describe(value, elapsed)));
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

    /// <summary>Lets the next report draw again.</summary>
    public void Resume()
    {
        lock (gate) isPaused = false;
    }

    public void Dispose() => Pause();

    internal static string Describe(ClassificationProgress value, TimeSpan elapsed)
    {
        var full = (int)Math.Round(value.Fraction * BarWidth);
        var bar = new string('━', full) + new string('─', BarWidth - full);
        var rate = elapsed > TimeSpan.Zero ? value.Audio / elapsed : 0;
        var left = value.Fraction > 0 ? $", {AudioTime.Format(elapsed * ((1 - value.Fraction) / value.Fraction))[..^4]} left" : "";
        return $"{bar} {value.Fraction:0%}  {value.FilesDone}/{value.FilesTotal} files, {rate:0}x real time{left}";
    }
}
