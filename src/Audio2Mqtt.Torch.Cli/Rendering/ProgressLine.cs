using Audio2Mqtt.Torch.Classification;
using Spectre.Console;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>
/// How far a classification is, as one line that is drawn over itself: bar, files, rate, time left. It is wiped while a result is written, because both
/// usually share the screen.
/// </summary>
internal sealed class ProgressLine(IAnsiConsole console) : IProgress<ClassificationProgress>, IDisposable
{
    private const int BarWidth = 30;
    private readonly RedrawnLine line = new(console, TimeSpan.FromMilliseconds(500));

    public void Report(ClassificationProgress value) => line.Draw(elapsed => Describe(value, elapsed));

    /// <summary>Takes the line off the screen and draws none until <see cref="Resume"/>.</summary>
    public void Pause() => line.Pause();

    /// <summary>Lets the next report draw again.</summary>
    public void Resume() => line.Resume();

    public void Dispose() => line.Dispose();

    internal static string Describe(ClassificationProgress value, TimeSpan elapsed)
    {
        var rate = elapsed > TimeSpan.Zero ? value.Audio / elapsed : 0;
        return $"{RedrawnLine.Bar(value.Fraction, BarWidth)} {value.Fraction:0%}  {value.FilesDone}/{value.FilesTotal} files, {rate:0}x real time"
            + RedrawnLine.TimeLeft(value.Fraction, elapsed);
    }
}
