namespace Audio2Mqtt.Torch.Training.Metrics;

/// <summary>How far a share that was counted may be from the true one.</summary>
public static class Wilson
{
    private const double Z = 1.959964; // 95 % of a normal distribution lies within so many deviations

    /// <summary>
    /// The 95 % interval of a share: E. B. Wilson, "Probable inference, the law of succession, and statistical inference" (1927),
    /// https://doi.org/10.1080/01621459.1927.10502953. Unlike the normal one it stays in [0, 1] and is honest about 20 out of 20.
    /// </summary>
    /// <param name="share">The share counted, in [0, 1].</param>
    /// <param name="observations">How many independent observations it was counted over, 0 or more.</param>
    /// <returns>Both ends in [0, 1]; [0, 1] itself without observations.</returns>
    public static (double Low, double High) Interval(double share, int observations)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(observations);
        if (observations == 0) return (0, 1);
        var square = Z * Z / observations;
        var centre = (share + (square / 2)) / (1 + square);
        var half = Z / (1 + square) * Math.Sqrt((share * (1 - share) / observations) + (square / (4 * observations)));
        return (Math.Max(0, centre - half), Math.Min(1, centre + half));
    }
}
