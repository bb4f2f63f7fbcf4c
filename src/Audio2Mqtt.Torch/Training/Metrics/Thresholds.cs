using Audio2Mqtt.Torch.Network;
namespace Audio2Mqtt.Torch.Training.Metrics;

/// <summary>
/// Thresholds for a wanted precision. What is judged is what <c>listen</c> hears: the calibrated probabilities of single patches, averaged
/// over two neighbours. A clip's score for a class is the highest such average, because one stretch at or above the threshold is an
/// event; so precision here is the share of clips with such an event that are of the class.
/// </summary>
public static class Thresholds
{
    /// <summary>Patches that are averaged.</summary>
    public const int SmoothedPatches = 2;

    /// <summary>The lowest threshold: below it two classes could be heard in one patch, whose probabilities sum to 1.</summary>
    public const float Lowest = 0.5f;

    /// <summary>Clips of a class below which its threshold is a rough guess.</summary>
    public const int FewPositives = 20;

    /// <summary>How many observations the prior weighs: as many as are few, so that below it calibration says more than counting.</summary>
    private const double PriorWeight = FewPositives;

    /// <summary>
    /// The lowest threshold whose precision reaches a target. Precision is smoothed: twenty more clips are imagined that are right as
    /// often as the clips at or above the threshold claim to be (the mean of their scores, which calibration makes a precision of its own). So three
    /// right out of three are not certainty, one odd clip out of six does not forbid the class, and with many clips the counts decide. A plain lower
    /// bound would need over 70 clips without a mistake for 0.95. Between two clips the threshold is halfway.
    /// </summary>
    /// <param name="scores">A score in [0, 1] for each clip (<see cref="Scores"/>).</param>
    /// <param name="isPositive">Whether each is of the class.</param>
    /// <param name="target">The wanted precision, in (0, 1).</param>
    /// <param name="lowest">The lowest threshold to give.</param>
    /// <returns>It, with precision and recall as counted; where none reaches the target, the one of the best smoothed precision.</returns>
    /// <exception cref="ArgumentException">Different lengths.</exception>
    public static ClassThreshold ForPrecision(
        IReadOnlyList<float> scores, IReadOnlyList<bool> isPositive, double target, float lowest = Lowest)
    {
        if (scores.Count != isPositive.Count) throw new ArgumentException($"{scores.Count} scores for {isPositive.Count} truths", nameof(isPositive));
        if (target is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(target), target, "must be in (0, 1)");
        var positives = isPositive.Count(one => one);
        var order = Enumerable.Range(0, scores.Count).OrderByDescending(k => scores[k]).ToArray();
        var trade = new List<TradePoint>();
        var (hits, claimed, bestPrecision, best, reached) = (0, 0.0, double.NegativeInfinity, -1, -1);
        for (var k = 0; k < order.Length; k++)
        {
            var score = scores[order[k]];
            if (score < lowest) break;
            claimed += score;
            if (isPositive[order[k]]) hits++;
            var next = k + 1 < order.Length ? scores[order[k + 1]] : 0;
            if (next == score) continue;
            var smoothed = (hits + (PriorWeight * claimed / (k + 1))) / (k + 1 + PriorWeight);
            if (smoothed >= target) reached = trade.Count;
            if (smoothed >= bestPrecision) (best, bestPrecision) = (trade.Count, smoothed);
            trade.Add(new(Between(next, score, lowest), (double)hits / (k + 1), positives == 0 ? 0 : (double)hits / positives));
        }

        var chosen = reached >= 0 ? reached : best;
        return new()
        {
            Threshold = chosen < 0 ? null : trade[chosen].Threshold,
            Precision = chosen < 0 ? null : trade[chosen].Precision,
            Recall = positives == 0 ? null : chosen < 0 ? 0 : trade[chosen].Recall,
            Positives = positives,
            Reached = reached >= 0,
            Trade = Thinned(trade),
        };
    }

    /// <summary>What one threshold brings.</summary>
    /// <param name="scores">A score in [0, 1] for each clip (<see cref="Scores"/>).</param>
    /// <param name="isPositive">Whether each is of the class.</param>
    /// <param name="threshold">The score from which the class is heard.</param>
    /// <param name="target">The wanted precision.</param>
    /// <returns>Precision and recall as counted, and whether that precision is the wanted one.</returns>
    /// <exception cref="ArgumentException">Different lengths.</exception>
    public static ClassThreshold At(IReadOnlyList<float> scores, IReadOnlyList<bool> isPositive, float threshold, double target)
    {
        if (scores.Count != isPositive.Count) throw new ArgumentException($"{scores.Count} scores for {isPositive.Count} truths", nameof(isPositive));
        var claimed = scores.Count(score => score >= threshold);
        var hits = scores.Zip(isPositive).Count(one => one.First >= threshold && one.Second);
        var positives = isPositive.Count(one => one);
        double? precision = claimed == 0 ? null : (double)hits / claimed;
        return new()
        {
            Threshold = threshold,
            Precision = precision,
            Recall = positives == 0 ? null : (double)hits / positives,
            Positives = positives,
            Reached = precision >= target,
        };
    }

    /// <summary>The threshold of every class that is an event; background-like classes are none.</summary>
    /// <param name="predictions">Predictions of labelled clips that the model was not trained on.</param>
    /// <param name="classes">The class names, in the order of labels and probabilities.</param>
    /// <param name="target">The wanted precision, in (0, 1).</param>
    public static IReadOnlyList<ClassThreshold> Of(IReadOnlyList<ClipPrediction> predictions, IReadOnlyList<string> classes, double target)
    {
        var thresholds = new List<ClassThreshold>();
        for (var k = 0; k < classes.Count; k++)
        {
            if (BackgroundClasses.IsBackground(classes[k])) continue;
            thresholds.Add(ForPrecision(Scores(predictions, k, classes.Count), [.. predictions.Select(one => one.Label == k)], target) with { Name = classes[k] });
        }

        return thresholds;
    }

    /// <summary>What the user should know about thresholds.</summary>
    /// <param name="thresholds">Of <see cref="Of"/>.</param>
    /// <param name="target">The wanted precision.</param>
    public static IEnumerable<string> Warnings(IEnumerable<ClassThreshold> thresholds, double target)
    {
        var known = thresholds.Where(one => one.Positives > 0).ToList();
        foreach (var one in known)
        {
            if (one.Threshold is null) yield return $"{one.Name}: no clip scores {Lowest} or more; its threshold stays the default";
            else if (!one.Reached) yield return $"{one.Name}: no threshold reaches a precision of {target}; the best is {one.Threshold:0.00} with {one.Precision:0.000}";
        }

        string[] few = [.. known.Where(one => one.Positives < FewPositives).Select(one => $"{one.Name} {one.Positives}")];
        if (few.Length > 0) yield return $"thresholds rest on few clips, {FewPositives} and more would tell: {Words.Few(few)}";
    }

    /// <summary>Each clip's score for a class: the highest average of two neighbouring patches (of one where there is one).</summary>
    /// <param name="predictions">Predictions of clips.</param>
    /// <param name="index">The class.</param>
    /// <param name="classes">Number of classes.</param>
    public static float[] Scores(IReadOnlyList<ClipPrediction> predictions, int index, int classes) =>
        [.. predictions.Select(one => Score(one.PatchProbabilities, index, classes))];

    // Enough for a curve, whatever the number of clips.
    private static List<TradePoint> Thinned(List<TradePoint> trade)
    {
        const int points = 50;
        return trade.Count <= points ? trade : [.. Enumerable.Range(0, points).Select(k => trade[(int)Math.Round((double)k * (trade.Count - 1) / (points - 1))])];
    }

    private static float Score(float[] patches, int index, int classes)
    {
        var count = patches.Length / classes;
        var width = Math.Min(SmoothedPatches, count);
        var best = 0f;
        for (var first = 0; width > 0 && first + width <= count; first++)
        {
            var sum = 0f;
            for (var k = first; k < first + width; k++) sum += patches[(k * classes) + index];
            best = Math.Max(best, sum / width);
        }

        return best;
    }

    private static float Between(float below, float score, float lowest)
    {
        var middle = Math.Max(lowest, (float)(((double)below + score) / 2));
        return middle > below ? middle : score;
    }
}
