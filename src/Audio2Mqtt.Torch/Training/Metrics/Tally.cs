namespace Audio2Mqtt.Torch.Training.Metrics;

/// <summary>What was found, what was made up, what was missed.</summary>
/// <param name="TruePositives">Found.</param>
/// <param name="FalsePositives">Made up.</param>
/// <param name="FalseNegatives">Missed.</param>
public sealed record Tally(int TruePositives, int FalsePositives, int FalseNegatives)
{
    /// <summary>Share of what was claimed that is true, in [0, 1]; null where nothing was claimed.</summary>
    public double? Precision => Share(TruePositives, TruePositives + FalsePositives);

    /// <summary>Share of what is true that was found, in [0, 1]; null where there was nothing.</summary>
    public double? Recall => Share(TruePositives, TruePositives + FalseNegatives);

    /// <summary>Harmonic mean of the two; null where there was nothing and nothing was claimed.</summary>
    public double? F1 => Share(2 * TruePositives, (2 * TruePositives) + FalsePositives + FalseNegatives);

    /// <summary>Both together.</summary>
    public static Tally operator +(Tally left, Tally right) => new(
        left.TruePositives + right.TruePositives, left.FalsePositives + right.FalsePositives, left.FalseNegatives + right.FalseNegatives);

    /// <summary>Both together.</summary>
    public static Tally Add(Tally left, Tally right) => left + right;

    private static double? Share(int part, int whole) => whole == 0 ? null : (double)part / whole;
}
