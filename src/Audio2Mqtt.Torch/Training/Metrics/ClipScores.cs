namespace Audio2Mqtt.Torch.Training.Metrics;

/// <summary>How good predictions of labelled clips are. Macro averages are over the classes that have clips.</summary>
public sealed record ClipScores
{
    /// <summary>What single precision can tell from 0: a smaller probability counts as this one in the log-loss, as in scikit-learn.</summary>
    private const double SmallestProbability = 1.1920929e-7;

    /// <summary>How many clips.</summary>
    public required int Clips { get; init; }

    /// <summary>How many recordings they come from.</summary>
    public required int Recordings { get; init; }

    /// <summary>Share of clips that were right, in [0, 1].</summary>
    public required double Accuracy { get; init; }

    /// <summary>Lower end of the accuracy's 95 % interval; a recording is one observation, because its pieces err together.</summary>
    public required double AccuracyLow { get; init; }

    /// <summary>Upper end of that interval.</summary>
    public required double AccuracyHigh { get; init; }

    /// <summary>Mean of the classes' recalls: accuracy if every class had as many clips.</summary>
    public required double BalancedAccuracy { get; init; }

    /// <summary>Mean of the classes' precisions.</summary>
    public required double MacroPrecision { get; init; }

    /// <summary>Mean of the classes' F1.</summary>
    public required double MacroF1 { get; init; }

    /// <summary>Mean of the classes' average precisions.</summary>
    public required double MacroAveragePrecision { get; init; }

    /// <summary>Mean of -ln of the true class's probability.</summary>
    public required double LogLoss { get; init; }

    /// <summary>Expected calibration error in [0, 1] (<see cref="Metrics.Reliability"/>).</summary>
    public required double CalibrationError { get; init; }

    /// <summary>Share of single patches (0.96 s) that were right; null without patches.</summary>
    public required double? PatchAccuracy { get; init; }

    /// <summary>Each class, in the model's order.</summary>
    public required IReadOnlyList<ClassScores> Classes { get; init; }

    /// <summary>[true class][predicted class] counts of clips, in the model's order.</summary>
    public required int[][] Confusion { get; init; }

    /// <summary>Confidence against accuracy.</summary>
    public required IReadOnlyList<ReliabilityBin> Reliability { get; init; }

    /// <summary>Computes all of it.</summary>
    /// <param name="predictions">At least one.</param>
    /// <param name="classes">The class names, in the order of labels and probabilities.</param>
    /// <exception cref="ArgumentException">No prediction, or one with another number of probabilities than classes.</exception>
    public static ClipScores Of(IReadOnlyList<ClipPrediction> predictions, IReadOnlyList<string> classes)
    {
        if (predictions.Count == 0) throw new ArgumentException("no prediction to score", nameof(predictions));
        if (predictions.FirstOrDefault(one => one.Probabilities.Length != classes.Count) is { } odd)
            throw new ArgumentException($"{odd.Probabilities.Length} probabilities for {classes.Count} classes", nameof(predictions));
        var confusion = Count(predictions, classes.Count);
        ClassScores[] each = [.. classes.Select((name, k) => Class(name, k, confusion, predictions))];
        var known = Array.FindAll(each, one => one.Support > 0);
        var recordings = predictions.Select(one => one.Clip.Recording).Distinct(StringComparer.Ordinal).Count();
        var accuracy = (double)predictions.Count(one => one.Predicted == one.Label) / predictions.Count;
        var (low, high) = Wilson.Interval(accuracy, recordings);
        var bins = Metrics.Reliability.Bins(predictions);
        return new()
        {
            Clips = predictions.Count,
            Recordings = recordings,
            Accuracy = accuracy,
            AccuracyLow = low,
            AccuracyHigh = high,
            BalancedAccuracy = known.Average(one => one.Recall!.Value),
            MacroPrecision = known.Average(one => one.Precision!.Value),
            MacroF1 = known.Average(one => one.F1!.Value),
            MacroAveragePrecision = known.Average(one => one.AveragePrecision!.Value),
            LogLoss = predictions.Average(one => -Math.Log(Math.Max(one.Probabilities[one.Label], SmallestProbability))),
            CalibrationError = Metrics.Reliability.Error(bins),
            PatchAccuracy = Patches(predictions, classes.Count),
            Classes = each,
            Confusion = confusion,
            Reliability = bins,
        };
    }

    private static int[][] Count(IReadOnlyList<ClipPrediction> predictions, int classes)
    {
        var counts = new int[classes][];
        for (var k = 0; k < classes; k++) counts[k] = new int[classes];
        foreach (var one in predictions) counts[one.Label][one.Predicted]++;
        return counts;
    }

    private static ClassScores Class(string name, int index, int[][] confusion, IReadOnlyList<ClipPrediction> predictions)
    {
        var support = confusion[index].Sum();
        var predicted = confusion.Sum(row => row[index]);
        var right = confusion[index][index];
        return new()
        {
            Name = name,
            Support = support,
            Predicted = predicted,
            Precision = predicted > 0 ? (double)right / predicted : support > 0 ? 0 : null,
            Recall = support > 0 ? (double)right / support : null,
            F1 = support > 0 ? 2.0 * right / (support + predicted) : null,
            AveragePrecision = Metrics.AveragePrecision.Of(
                [.. predictions.Select(one => one.Probabilities[index])], [.. predictions.Select(one => one.Label == index)]),
        };
    }

    private static double? Patches(IReadOnlyList<ClipPrediction> predictions, int classes)
    {
        var (all, right) = (0, 0);
        foreach (var one in predictions)
        {
            for (var at = 0; at < one.PatchProbabilities.Length; at += classes)
            {
                var patch = one.PatchProbabilities.AsSpan(at, classes);
                all++;
                if (IndexOfMax(patch) == one.Label) right++;
            }
        }

        return all == 0 ? null : (double)right / all;
    }

    private static int IndexOfMax(ReadOnlySpan<float> values)
    {
        var best = 0;
        for (var k = 1; k < values.Length; k++)
        {
            if (values[k] > values[best]) best = k;
        }

        return best;
    }
}
