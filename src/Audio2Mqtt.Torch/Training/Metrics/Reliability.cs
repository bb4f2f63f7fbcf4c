namespace Audio2Mqtt.Torch.Training.Metrics;

/// <summary>
/// Whether probabilities mean what they say, after C. Guo, G. Pleiss, Y. Sun, K. Q. Weinberger, "On calibration of modern neural networks"
/// (ICML 2017), https://arxiv.org/abs/1706.04599, section 2.
/// </summary>
public static class Reliability
{
    /// <summary>The paper's number of bins.</summary>
    public const int DefaultBins = 15;

    /// <summary>Sorts clips into bins of equal width by their highest probability.</summary>
    /// <param name="predictions">Calibrated predictions.</param>
    /// <param name="bins">How many, 1 or more.</param>
    /// <returns>[bins] from 0 to 1.</returns>
    public static ReliabilityBin[] Bins(IReadOnlyList<ClipPrediction> predictions, int bins = DefaultBins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var (clips, right, confidence) = (new int[bins], new int[bins], new double[bins]);
        foreach (var prediction in predictions)
        {
            var top = prediction.Probabilities[prediction.Predicted];
            var bin = Math.Clamp((int)Math.Ceiling((double)top * bins) - 1, 0, bins - 1);
            clips[bin]++;
            confidence[bin] += top;
            if (prediction.Predicted == prediction.Label) right[bin]++;
        }

        return [.. Enumerable.Range(0, bins).Select(k => new ReliabilityBin(
            (double)k / bins,
            (double)(k + 1) / bins,
            clips[k],
            clips[k] == 0 ? null : confidence[k] / clips[k],
            clips[k] == 0 ? null : (double)right[k] / clips[k]))];
    }

    /// <summary>The expected calibration error: the gap between confidence and accuracy, averaged over clips.</summary>
    /// <param name="bins">Of <see cref="Bins"/>.</param>
    /// <returns>In [0, 1]; 0 without clips.</returns>
    public static double Error(IReadOnlyList<ReliabilityBin> bins)
    {
        var clips = bins.Sum(bin => bin.Clips);
        return clips == 0 ? 0 : bins.Sum(bin => bin.Clips * Math.Abs((bin.Accuracy - bin.Confidence) ?? 0)) / clips;
    }
}
