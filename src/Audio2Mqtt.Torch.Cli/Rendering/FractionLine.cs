using System.Diagnostics;
using Audio2Mqtt.Torch.Audio;
using Spectre.Console;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>
/// One line on a terminal's standard error that is drawn over itself: bar, share, time left. Work that ends within half a second never shows
/// it; disposing wipes it. Thread-safe.
/// </summary>
internal sealed class FractionLine(IAnsiConsole console, string what) : IProgress<double>, IDisposable
{
    private const int BarWidth = 30;
    private const string Wipe = "\r\u001b[2K";
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan FirstAfter = TimeSpan.FromMilliseconds(500);

    private readonly Lock gate = new();
    private readonly long began = Stopwatch.GetTimestamp();
    private TimeSpan nextDraw = FirstAfter;
    private bool isVisible;
    private bool isDisposed;

    public void Report(double value)
    {
        lock (gate)
        {
            var elapsed = Stopwatch.GetElapsedTime(began);
            if (isDisposed || elapsed < nextDraw) return;
            nextDraw = elapsed + Interval;
            isVisible = true;
            console.Write(new ControlCode(Wipe + Describe(what, value, elapsed)));
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            if (isVisible) console.Write(new ControlCode(Wipe));
            (isVisible, isDisposed) = (false, true);
        }
    }

    internal static string Describe(string what, double fraction, TimeSpan elapsed)
    {
        var full = (int)Math.Round(Math.Clamp(fraction, 0, 1) * BarWidth);
        var left = fraction > 0 ? $", {AudioTime.Format(elapsed * ((1 - fraction) / fraction))[..^4]} left" : "";
        return $"{new string('━', full)}{new string('─', BarWidth - full)} {fraction:0%}  {what}{left}";
    }
}
