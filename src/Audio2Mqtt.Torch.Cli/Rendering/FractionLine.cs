using Spectre.Console;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>How far work is, as one line that is drawn over itself: bar, share, time left.</summary>
internal sealed class FractionLine(IAnsiConsole console, string what) : IProgress<double>, IDisposable
{
    private const int BarWidth = 30;
    private readonly RedrawnLine line = new(console, TimeSpan.FromMilliseconds(500));

    public void Report(double value) => line.Draw(elapsed => Describe(what, value, elapsed));

    public void Dispose() => line.Dispose();

    internal static string Describe(string what, double fraction, TimeSpan elapsed) =>
        $"{RedrawnLine.Bar(fraction, BarWidth)} {fraction:0%}  {what}{RedrawnLine.TimeLeft(fraction, elapsed)}";
}
