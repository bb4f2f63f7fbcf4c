using System.Diagnostics;
using Audio2Mqtt.Torch.Training;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>How a training goes on, as one line that is drawn over itself: stage, epoch, time left, loss, accuracy and rate. Thread-safe.</summary>
internal sealed class TrainingLine(Terminal terminal) : IProgress<TrainingProgress>, IDisposable
{
    private const int MaxBarWidth = 24;
    private const int MinBarWidth = 6;

    private readonly Lock gate = new();
    private readonly RedrawnLine? line = terminal.IsErrorTerminal ? new(terminal.ErrorConsole, TimeSpan.Zero) : null;
    private (TrainingStage Stage, int Part) current = ((TrainingStage)(-1), 0);
    private long began;

    public void Report(TrainingProgress value)
    {
        lock (gate)
        {
            if ((value.Stage, value.Part) != current) (current, began) = ((value.Stage, value.Part), Stopwatch.GetTimestamp());
            line?.Draw(_ => Describe(value, Stopwatch.GetElapsedTime(began), terminal.ErrorConsole.Profile.Width), always: value.Done == value.Total);
        }
    }

    public void Dispose() => line?.Dispose();

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
        var left = fraction < 1 ? RedrawnLine.TimeLeft(fraction, elapsed) : "";
        var text = value.Epoch is not { } epoch ? $"{stage}: {value.Done}/{value.Total} clips{left}"
            : $"{stage}: epoch {value.Done}/{value.Total}{left}, loss {epoch.Loss:0.000}, accuracy {epoch.Accuracy:0.000}"
              + (double.IsNaN(epoch.ValidationAccuracy) ? "" : $", held out {epoch.ValidationAccuracy:0.000}") + $", rate {epoch.LearningRate:0.0e+0}";
        var room = Math.Min(MaxBarWidth, width - text.Length - 2);
        if (room < MinBarWidth) return text[..Math.Clamp(width - 1, 0, text.Length)];
        return $"{RedrawnLine.Bar(fraction, room)} {text}";
    }
}
