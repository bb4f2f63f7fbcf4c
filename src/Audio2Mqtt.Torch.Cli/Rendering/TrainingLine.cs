using System.Diagnostics;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Training;
using Spectre.Console;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>
/// How a training goes on, on a terminal's standard error: one line that is drawn over itself, with stage, epoch, time left, loss, accuracy and rate.
/// Thread-safe; disposing wipes it.
/// </summary>
internal sealed class TrainingLine(Terminal terminal) : IProgress<TrainingProgress>, IDisposable
{
    private const int MaxBarWidth = 24;
    private const int MinBarWidth = 6;
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
            terminal.ErrorConsole.Write(new ControlCode(Wipe + Describe(value, Stopwatch.GetElapsedTime(began), terminal.ErrorConsole.Profile.Width)));
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

    /// <summary>The line, never wider than the terminal: what wraps cannot be drawn over. The bar gives way first, then what stands last.</summary>
    internal static string Describe(TrainingProgress value, TimeSpan elapsed, int width)
    {
        var fraction = value.Total > 0 ? Math.Clamp((double)value.Done / value.Total, 0, 1) : 0;
        var stage = value.Stage switch
        {
            TrainingStage.Embedding => "embedding",
            TrainingStage.Validating when value.Part > 0 => $"fold {value.Part}",
            TrainingStage.Validating => "training",
            TrainingStage.Training => "training on all",
            _ => "fine-tuning",
        };
        var left = fraction is > 0 and < 1 ? $", {AudioTime.Format(elapsed * ((1 - fraction) / fraction))[..^4]} left" : "";
        var text = value.Epoch is not { } epoch ? $"{stage}: {value.Done}/{value.Total} clips{left}"
            : $"{stage}: epoch {value.Done}/{value.Total}{left}, loss {epoch.Loss:0.000}, accuracy {epoch.Accuracy:0.000}"
              + (double.IsNaN(epoch.ValidationAccuracy) ? "" : $", held out {epoch.ValidationAccuracy:0.000}") + $", rate {epoch.LearningRate:0.0e+0}";
        var room = Math.Min(MaxBarWidth, width - text.Length - 2);
        if (room < MinBarWidth) return text[..Math.Clamp(width - 1, 0, text.Length)];
        var full = (int)Math.Round(fraction * room);
        return $"{new string('━', full)}{new string('─', room - full)} {text}";
    }
}
