namespace Audio2Mqtt.Torch.Benchmarks.Measuring;

/// <summary>Figures of a list of measurements.</summary>
internal static class Statistics
{
    public static double Median(this IEnumerable<double> values) => Quantile(values, 0.5);

    /// <summary>The value that a part of the measurements stays under, between neighbours by proportion.</summary>
    public static double Quantile(this IEnumerable<double> values, double part)
    {
        double[] sorted = [.. values.Order()];
        var place = part * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
