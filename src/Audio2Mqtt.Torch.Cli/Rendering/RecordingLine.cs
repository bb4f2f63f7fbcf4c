using Audio2Mqtt.Torch.Streaming;
using Spectre.Console;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>The clip that is recorded, the time that is left of it, and how loud it is, as one line that is drawn over itself.</summary>
internal sealed class RecordingLine(IAnsiConsole console) : IProgress<RecordingProgress>, IDisposable
{
    private const int MeterWidth = 30;
    private const float MeterMinDbfs = -60;
    private const float TooLoudDbfs = -0.1f;

    private readonly RedrawnLine line = new(console, TimeSpan.Zero);
    private float loudest = float.NegativeInfinity;

    public void Report(RecordingProgress value)
    {
        // A peak between two drawings is shown all the same.
        loudest = Math.Max(loudest, value.PeakDbfs);
        line.Draw(_ =>
        {
            var text = Describe(value, loudest);
            loudest = float.NegativeInfinity;
            return text;
        });
    }

    public void Dispose() => line.Dispose();

    internal static string Describe(RecordingProgress value, float peakDbfs)
    {
        var what = value.IsPause ? value.IsAgain ? "that was silence; again in " : "get ready, " : "recording, ";
        var warning = peakDbfs >= TooLoudDbfs ? "  TOO LOUD" : "";
        var bar = RedrawnLine.Bar((value.RmsDbfs - MeterMinDbfs) / -MeterMinDbfs, MeterWidth);
        return $"clip {value.Clip}/{value.Count}  {what}{value.Left.TotalSeconds:0.0} s  {bar} {value.RmsDbfs,4:0} dBFS, peak {peakDbfs,4:0}{warning}";
    }
}
