namespace Audio2Mqtt.Torch.Training.Metrics;

/// <summary>How well scores put the positives first.</summary>
public static class AveragePrecision
{
    /// <summary>
    /// The area under the precision-recall steps, <c>sum of (R[k] - R[k-1]) P[k]</c> over falling thresholds, without interpolation; equal scores
    /// are one step. The definition of scikit-learn's <c>average_precision_score</c>,
    /// https://scikit-learn.org/1.2/modules/generated/sklearn.metrics.average_precision_score.html.
    /// </summary>
    /// <param name="scores">A score each.</param>
    /// <param name="isPositive">Whether each is of the class.</param>
    /// <returns>In [0, 1]; null without a positive.</returns>
    /// <exception cref="ArgumentException">Different lengths.</exception>
    public static double? Of(IReadOnlyList<float> scores, IReadOnlyList<bool> isPositive)
    {
        if (scores.Count != isPositive.Count) throw new ArgumentException($"{scores.Count} scores for {isPositive.Count} truths", nameof(isPositive));
        var positives = isPositive.Count(one => one);
        if (positives == 0) return null;
        var order = Enumerable.Range(0, scores.Count).OrderByDescending(k => scores[k]).ToArray();
        var (area, hits, before) = (0.0, 0, 0);
        for (var k = 0; k < order.Length; k++)
        {
            if (isPositive[order[k]]) hits++;
            if (k + 1 < order.Length && scores[order[k + 1]] == scores[order[k]]) continue;
            area += (double)(hits - before) / positives * hits / (k + 1);
            before = hits;
        }

        return area;
    }
}
