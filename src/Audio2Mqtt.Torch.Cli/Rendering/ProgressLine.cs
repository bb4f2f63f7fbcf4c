using System.Diagnostics;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Classification;
using Spectre.Console;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>
/// One line on a terminal's standard error that is drawn over itself: bar, files, rate, time left. It is wiped before a result is
/// written, because both usually share the screen. Thread-safe.
/// </summary>
internal sealed class ProgressLine(IAnsiConsole console) : IProgress<ClassificationProgress>, IDisposable
{
    private const int BarWidth = 30;
    private const string Wipe = "\r\u001b[2K";
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private readonly long began = Stopwatch.GetTimestamp();
    private TimeSpan drawn = -Interval;
    private bool visible;

    public void Report(ClassificationProgress value)
    {
        lock (gate)
        {
            var elapsed = Stopwatch.GetElapsedTime(began);
            if (elapsed - drawn < Interval) return;
            drawn = elapsed;
            visible = true;
            console.Write(new ControlCode(Wipe + Describe(value, elapsed)));
        }
    }

    /// <summary>Takes the line off the screen until the next report.</summary>
    public void Hide()
    {
        lock (gate)
        {
            if (visible) console.Write(new ControlCode(Wipe));
            visible = false;
        }
    }

    public void Dispose() => Hide();

    internal static string Describe(ClassificationProgress value, TimeSpan elapsed)
    {
        var full = (int)Math.Round(value.Fraction * BarWidth);
        var bar = new string('━', full) + new string('─', BarWidth - full);
        var rate = elapsed > TimeSpan.Zero ? value.Audio / elapsed : 0;
        var left = value.Fraction > 0 ? $", {AudioTime.Format(elapsed * ((1 - value.Fraction) / value.Fraction))[..^4]} left" : "";
        return $"{bar} {value.Fraction:0%}  {value.FilesDone}/{value.FilesTotal} files, {rate:0}x real time{left}";
    }
}
