namespace Audio2Mqtt.Torch.Training.FineTuning;

/// <summary>How good a network with its head is on held-out clips.</summary>
/// <param name="Loss">Mean cross-entropy of calibrated probabilities; clips as they are and their changed copies, where there are any, together counting the same.</param>
/// <param name="Accuracy">Share of the clips as they are that was right.</param>
/// <param name="ChangedAccuracy">The same of their changed copies; where there are none, of the clips as they are.</param>
/// <param name="Losses">The loss of each clip, its copies included.</param>
/// <param name="Logits">What it said of the clips as they are.</param>
internal sealed record FineTuneScores(double Loss, double Accuracy, double ChangedAccuracy, double[] Losses, IReadOnlyList<ClipLogits> Logits)
{
    // Two standard errors: one in forty would be luck.
    private const double Errors = 2;

    /// <summary>
    /// Whether it is better than others on the same clips, and by more than luck: no accuracy lower, and the mean gain in loss over two standard
    /// errors of its own. One clip that happens to turn right among fifty is no gain.
    /// </summary>
    public bool IsClearlyBetter(FineTuneScores other)
    {
        if (Accuracy < other.Accuracy || ChangedAccuracy < other.ChangedAccuracy || Losses.Length < 2 || Losses.Length != other.Losses.Length) return false;
        double[] gains = [.. other.Losses.Zip(Losses, (theirs, own) => theirs - own)];
        var mean = gains.Average();
        var variance = gains.Sum(gain => (gain - mean) * (gain - mean)) / (gains.Length - 1);
        return mean > Errors * Math.Sqrt(variance / gains.Length);
    }
}
