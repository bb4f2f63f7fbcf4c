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

    /// <summary>
    /// How far a temperature is expected to be from 1: the deviation of its logarithm before any clip was looked at. 0.5: mostly between 0.37 and 2.7.
    /// </summary>
    private const double Spread = 0.5;

    /// <summary>
    /// The most probable temperature: the cross-entropy of the clips, summed, and a prior, ln T normal about 0 with a deviation of 0.5. With many clips
    /// only they count. Without the prior a validation set without a mistake would ask for certainty, which so few clips cannot show.
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
        double count = observations ?? labels.Length;

        // Over u = ln(1 / T): Newton's steps, halving where one leaves the bracket.
        var (low, high, u) = (-Math.Log(Max), -Math.Log(Min), 0.0);
        if (Slope(logits, labels, classes, count, low).First >= 0) return Max;
        if (Slope(logits, labels, classes, count, high).First <= 0) return Min;
        for (var step = 0; step < 100 && high - low > 1e-10; step++)
        {
            var (first, second) = Slope(logits, labels, classes, count, u);
            if (first > 0) high = u;
            else low = u;
            var next = second > 0 ? u - (first / second) : low;
            next = next > low && next < high ? next : (low + high) / 2;
            if (Math.Abs(next - u) < 1e-10) break;
            u = next;
        }

        return Math.Exp(-u);
    }

    // First and second derivative by u of count * cross-entropy(b z) + u^2 / (2 spread^2), b = e^u. By b the cross-entropy's are E[z] - z of the label, and
    // Var[z], z under the softmax.
    private static (double First, double Second) Slope(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, int classes, double count, double u)
    {
        var inverse = Math.Exp(u);
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
            first += mean - z[labels[row]];
            second += (square / sum) - (mean * mean);
        }

        (first, second) = (first * inverse * count / labels.Length, second * inverse * inverse * count / labels.Length);
        const double prior = 1 / (Spread * Spread);
        return (first + (prior * u), first + second + prior);
    }
}
