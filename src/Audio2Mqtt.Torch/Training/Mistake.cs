namespace Audio2Mqtt.Torch.Training;

/// <summary>A clip that was taken for another class.</summary>
/// <param name="Path">Its file.</param>
/// <param name="StartSeconds">Where in the file it begins.</param>
/// <param name="DurationSeconds">How long it is; null for all of the file from there on.</param>
/// <param name="Truth">Its class.</param>
/// <param name="Predicted">The class that it was taken for.</param>
/// <param name="Probability">How certain that was, in [0, 1].</param>
/// <param name="TruthProbability">The probability of its own class.</param>
public sealed record Mistake(
    string Path, double StartSeconds, double? DurationSeconds, string Truth, string Predicted, float Probability, float TruthProbability)
{
    /// <summary>The mistakes, the most certain first.</summary>
    /// <param name="predictions">Predictions of labelled clips.</param>
    /// <param name="classes">The class names, in the order of labels and probabilities.</param>
    /// <param name="count">At most so many.</param>
    public static IReadOnlyList<Mistake> Worst(IEnumerable<ClipPrediction> predictions, IReadOnlyList<string> classes, int count) =>
    [
        .. predictions.Where(one => one.Predicted != one.Label)
            .OrderByDescending(one => one.Probabilities[one.Predicted])
            .ThenBy(one => one.Clip.Path, StringComparer.Ordinal).ThenBy(one => one.Clip.Start)
            .Take(count)
            .Select(one => new Mistake(
                one.Clip.Path,
                one.Clip.Start.TotalSeconds,
                one.Clip.Duration?.TotalSeconds,
                classes[one.Label],
                classes[one.Predicted],
                one.Probabilities[one.Predicted],
                one.Probabilities[one.Label])),
    ];
}
