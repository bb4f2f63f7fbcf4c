using System.Diagnostics;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Training;
using Spectre.Console;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>
/// How a training goes on, on a terminal's standard error: one line that is drawn over itself, with stage, epoch, loss, accuracy, rate and time left.
/// Thread-safe; disposing wipes it.
/// </summary>
internal sealed class TrainingLine(Terminal terminal) : IProgress<TrainingProgress>, IDisposable
{
    private const int BarWidth = 24;
    private const string Wipe = "\r\u001b[2K";
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private (TrainingStage Stage, int Part) current = ((TrainingStage)(-1), 0);
    private long began;
    private long drawn;
    private bool isVisible;
    private bool isDisposed;

    public void Report(TrainingProgress value)
    {
        if (!terminal.IsErrorTerminal) return;
        lock (gate)
        {
            if ((value.Stage, value.Part) != current) (current, began) = ((value.Stage, value.Part), Stopwatch.GetTimestamp());
            if (isDisposed || (Stopwatch.GetElapsedTime(drawn) < Interval && value.Done < value.Total)) return;
            drawn = Stopwatch.GetTimestamp();
            isVisible = true;
            terminal.ErrorConsole.Write(new ControlCode(Wipe + Describe(value, Stopwatch.GetElapsedTime(began))));
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            if (isVisible) terminal.ErrorConsole.Write(new ControlCode(Wipe));
            (isVisible, isDisposed) = (false, true);
        }
    }

    internal static string Describe(TrainingProgress value, TimeSpan elapsed)
    {
        var fraction = value.Total > 0 ? (double)value.Done / value.Total : 0;
        var full = (int)Math.Round(Math.Clamp(fraction, 0, 1) * BarWidth);
        var stage = value.Stage switch
        {
            TrainingStage.Embedding => "embedding",
            TrainingStage.Validating when value.Part > 0 => $"fold {value.Part}",
            TrainingStage.Validating => "training, clips held out",
            TrainingStage.Training => "training on all clips",
            _ => "fine-tuning",
        };
        var detail = value.Epoch is not { } epoch ? $"{value.Done}/{value.Total} clips"
            : $"epoch {value.Done}/{value.Total}, loss {epoch.Loss:0.000}, accuracy {epoch.Accuracy:0.000}"
              + (double.IsNaN(epoch.ValidationAccuracy) ? "" : $", held out {epoch.ValidationAccuracy:0.000}") + $", rate {epoch.LearningRate:0.0e+0}";
        var left = fraction > 0 && fraction < 1 ? $", {AudioTime.Format(elapsed * ((1 - fraction) / fraction))[..^4]} left" : "";
        return $"{new string('━', full)}{new string('─', BarWidth - full)} {stage}: {detail}{left}";
    }
}
