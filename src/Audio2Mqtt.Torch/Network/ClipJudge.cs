namespace Audio2Mqtt.Torch.Network;

/// <summary>
/// How the patches of a clip become one judgement: the mean of their logits, each weighted by its amplitude, of those patches that carry energy.
/// A short sound in a long clip is so judged by where it is heard. Training teaches this very rule, evaluation and files apply it.
/// </summary>
public static class ClipJudge
{
    /// <summary>A patch below this level is silence whatever the rest of its clip is like, in dBFS RMS.</summary>
    public const float SilenceDbfs = -60;

    /// <summary>A patch this far below its clip's loudest one does not speak for the clip, in dB.</summary>
    public const float RangeDb = 40;

    /// <summary>
    /// What each patch counts for: its amplitude, 0 where it carries no energy. Where none does, the loudest counts alone.
    /// </summary>
    /// <param name="levelsDbfs">[N] RMS of each patch in dBFS, N at least 1.</param>
    /// <param name="weights">[N] written; they sum to 1.</param>
    public static void Weigh(ReadOnlySpan<float> levelsDbfs, Span<float> weights)
    {
        ArgumentOutOfRangeException.ThrowIfZero(levelsDbfs.Length);
        var loudest = float.NegativeInfinity;
        foreach (var level in levelsDbfs) loudest = Math.Max(loudest, level);
        var gate = Math.Min(loudest, Math.Max(SilenceDbfs, loudest - RangeDb));
        var sum = 0f;
        for (var k = 0; k < levelsDbfs.Length; k++)
            sum += weights[k] = levelsDbfs[k] >= gate ? MathF.Pow(10, (levelsDbfs[k] - loudest) / 20) : 0;
        for (var k = 0; k < levelsDbfs.Length; k++) weights[k] /= sum;
    }

    /// <summary>The clip's probabilities.</summary>
    /// <param name="logits">[N, classes] row by row.</param>
    /// <param name="levelsDbfs">[N] RMS of each patch in dBFS, N at least 1.</param>
    /// <param name="temperature">What mean logits are divided by before the softmax, above 0.</param>
    /// <param name="probabilities">[classes] written; they sum to 1.</param>
    public static void Judge(ReadOnlySpan<float> logits, ReadOnlySpan<float> levelsDbfs, double temperature, Span<float> probabilities)
    {
        Span<double> mean = probabilities.Length <= 256 ? stackalloc double[probabilities.Length] : new double[probabilities.Length];
        MeanLogits(logits, levelsDbfs, mean);
        foreach (ref var value in mean) value /= temperature;
        Softmax(mean, probabilities);
    }

    /// <summary>The clip's logits, before temperature and softmax.</summary>
    /// <param name="logits">[N, classes] row by row.</param>
    /// <param name="levelsDbfs">[N] RMS of each patch in dBFS, N at least 1.</param>
    /// <param name="mean">[classes] written.</param>
    public static void MeanLogits(ReadOnlySpan<float> logits, ReadOnlySpan<float> levelsDbfs, Span<double> mean)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(logits.Length, mean.Length * levelsDbfs.Length);
        Span<float> weights = levelsDbfs.Length <= 256 ? stackalloc float[levelsDbfs.Length] : new float[levelsDbfs.Length];
        Weigh(levelsDbfs, weights);
        mean.Clear();
        for (var row = 0; row < weights.Length; row++)
        {
            if (weights[row] == 0) continue;
            for (var k = 0; k < mean.Length; k++) mean[k] += (double)weights[row] * logits[(row * mean.Length) + k];
        }
    }

    private static void Softmax(Span<double> values, Span<float> probabilities)
    {
        var max = double.NegativeInfinity;
        foreach (var value in values) max = Math.Max(max, value);
        var sum = 0.0;
        foreach (ref var value in values) sum += value = Math.Exp(value - max);
        for (var k = 0; k < values.Length; k++) probabilities[k] = (float)(values[k] / sum);
    }
}
