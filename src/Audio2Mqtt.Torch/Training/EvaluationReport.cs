using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Training.Metrics;

namespace Audio2Mqtt.Torch.Training;

/// <summary>All that is known about how good a model is. <see cref="EvaluationJson"/> writes it; docs/cli.md lists the fields.</summary>
public sealed record EvaluationReport
{
    /// <summary>The threshold of a class that has none of its own. 0.7: a missed sound costs less than a false alarm.</summary>
    public const float DefaultThreshold = 0.7f;

    /// <summary>The precision that thresholds are made for when nobody asks for another.</summary>
    public const double DefaultTargetPrecision = 0.95;

    /// <summary>The class names, in the order of every list and matrix.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Clips as they are; null where only long recordings were evaluated.</summary>
    public required ClipScores? Clips { get; init; }

    /// <summary>The precision that <see cref="Thresholds"/> are made for.</summary>
    public required double TargetPrecision { get; init; }

    /// <summary>Thresholds for that precision, of each class that is an event.</summary>
    public required IReadOnlyList<ClassThreshold> Thresholds { get; init; }

    /// <summary>What the stored thresholds (the default where a class has none) bring on these clips.</summary>
    public required IReadOnlyList<ClassThreshold> Applied { get; init; }

    /// <summary>The clips that were taken for another class, the most certain first.</summary>
    public required IReadOnlyList<Mistake> Mistakes { get; init; }

    /// <summary>Scores under noise, in the order asked for.</summary>
    public IReadOnlyList<NoiseScores> Noise { get; init; } = [];

    /// <summary>Scores as a detector; null without long recordings.</summary>
    public DetectorScores? Detector { get; init; }

    /// <summary>What the user should know.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Scores labelled clips.</summary>
    /// <param name="predictions">Of clips that the model was not trained on.</param>
    /// <param name="classes">The class names, in the order of labels and probabilities.</param>
    /// <param name="targetPrecision">What thresholds are made for, in (0, 1).</param>
    /// <param name="thresholds">The model's own; null where it has none yet.</param>
    /// <param name="mistakes">At most so many are listed.</param>
    /// <exception cref="ArgumentException">As <see cref="ClipScores.Of"/>.</exception>
    public static EvaluationReport Of(
        IReadOnlyList<ClipPrediction> predictions,
        IReadOnlyList<string> classes,
        double targetPrecision = DefaultTargetPrecision,
        IReadOnlyDictionary<string, float>? thresholds = null,
        int mistakes = 20)
    {
        var wanted = Metrics.Thresholds.Of(predictions, classes, targetPrecision);
        return new()
        {
            Classes = classes,
            Clips = predictions.Count == 0 ? null : ClipScores.Of(predictions, classes),
            TargetPrecision = targetPrecision,
            Thresholds = wanted,
            Applied =
            [
                .. classes.Index().Where(one => !BackgroundClasses.IsBackground(one.Item)).Select(one => Metrics.Thresholds.At(
                    Metrics.Thresholds.Scores(predictions, one.Index, classes.Count),
                    [.. predictions.Select(prediction => prediction.Label == one.Index)],
                    thresholds?.GetValueOrDefault(one.Item, DefaultThreshold) ?? DefaultThreshold,
                    targetPrecision) with { Name = one.Item }),
            ],
            Mistakes = Mistake.Worst(predictions, classes, mistakes),
            Warnings = [.. Metrics.Thresholds.Warnings(wanted, targetPrecision)],
        };
    }

    /// <summary>The thresholds as a model stores them: of the classes where one was found.</summary>
    public IReadOnlyDictionary<string, float> StoredThresholds() => Thresholds
        .Where(one => one.Threshold is not null)
        .ToDictionary(one => one.Name, one => one.Threshold!.Value, StringComparer.Ordinal);
}
