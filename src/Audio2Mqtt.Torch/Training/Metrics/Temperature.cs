namespace Audio2Mqtt.Torch.Training.Metrics;

/// <summary>
/// Makes probabilities mean what they say by one number that divides logits: Guo et al., https://arxiv.org/abs/1706.04599, section 4.2.
/// It never changes which class is the highest.
/// </summary>
public static class Temperature
{
    /// <summary>The lowest that a fit gives: below it, logits of validation clips were no measure of anything.</summary>
    public const double Min = 0.05;

    /// <summary>The highest that a fit gives.</summary>
    public const double Max = 20;

    // Half as sure again, or half as sure: what heads of this making want on clips that they do not know lies within (docs/training.md).
    private const double PriorDeviation = 0.5;

    /// <summary>
    /// The temperature of the least cross-entropy, with a normal prior on its inverse around 1: a validation set of few clips, perhaps without a
    /// mistake, would else ask for a certainty that it cannot show.
    /// </summary>
    /// <param name="logits">[N, classes] row by row: of clips their mean logits, of patches their own.</param>
    /// <param name="labels">[N] true classes.</param>
    /// <param name="classes">Number of classes, 2 or more.</param>
    /// <param name="observations">How many of the rows are independent (patches: how many clips they are of); all when null.</param>
    /// <returns>In [<see cref="Min"/>, <see cref="Max"/>]; 1 without rows.</returns>
    /// <exception cref="ArgumentException">The lengths do not go together, or a logit is not finite.</exception>
    public static double Fit(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, int classes, int? observations = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        if (logits.Length != labels.Length * classes)
            throw new ArgumentException($"{logits.Length} logits for {labels.Length} labels of {classes} classes", nameof(logits));
        foreach (var logit in logits)
        {
            if (!float.IsFinite(logit)) throw new ArgumentException($"a logit is {logit}", nameof(logits));
        }

        if (labels.IsEmpty) return 1;
        var prior = 1 / (PriorDeviation * PriorDeviation * (observations ?? labels.Length));

        // The loss is convex in 1 / temperature, so its slope rises: Newton's steps, halving where one leaves the bracket.
        var (low, high) = (1 / Max, 1 / Min);
        if (Slope(logits, labels, classes, low, prior).First >= 0) return Max;
        if (Slope(logits, labels, classes, high, prior).First <= 0) return Min;
        var inverse = 1.0;
        for (var step = 0; step < 100 && high - low > 1e-9 * high; step++)
        {
            var (first, second) = Slope(logits, labels, classes, inverse, prior);
            if (first > 0) high = inverse;
            else low = inverse;
            var next = inverse - (first / second);
            next = next > low && next < high ? next : (low + high) / 2;
            if (Math.Abs(next - inverse) < 1e-10 * inverse) break;
            inverse = next;
        }

        return 1 / inverse;
    }

    // First and second derivative of the mean cross-entropy by the inverse temperature: E[z] - own z, Var[z], z under the softmax; and the prior's.
    private static (double First, double Second) Slope(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, int classes, double inverse, double prior)
    {
        var (first, second) = (0.0, 0.0);
        for (var row = 0; row < labels.Length; row++)
        {
            var z = logits.Slice(row * classes, classes);
            var max = double.NegativeInfinity;
            foreach (var value in z) max = Math.Max(max, value);

            var (sum, mean, square) = (0.0, 0.0, 0.0);
            foreach (var value in z)
            {
                var weight = Math.Exp(inverse * (value - max));
                sum += weight;
                mean += weight * value;
                square += weight * value * value;
            }

            mean /= sum;
            double own = z[labels[row]];
            first += mean - own;
            second += (square / sum) - (mean * mean);
        }

        return ((first / labels.Length) + (prior * (inverse - 1)), (second / labels.Length) + prior);
    }
}
