namespace Audio2Mqtt.Torch.Network;

/// <summary>
/// How the patches of a clip become one judgement: the mean of their logits, of those patches that carry energy. Training teaches this very
/// rule, evaluation and files apply it. The mean of logits is the geometric mean of probabilities, so it can be had from either.
/// </summary>
public static class ClipJudge
{
    /// <summary>A patch below this level is silence whatever the rest of its clip is like, in dBFS RMS.</summary>
    public const float SilenceDbfs = -60;

    /// <summary>A patch this far below its clip's loudest one does not speak for the clip, in dB.</summary>
    public const float RangeDb = 40;

    /// <summary>Which patches carry energy; where none does, the loudest.</summary>
    /// <param name="levelsDbfs">[N] RMS of each patch in dBFS, N at least 1.</param>
    /// <param name="active">[N] written.</param>
    /// <returns>How many are active, 1 or more.</returns>
    public static int Gate(ReadOnlySpan<float> levelsDbfs, Span<bool> active)
    {
        ArgumentOutOfRangeException.ThrowIfZero(levelsDbfs.Length);
        var loudest = float.NegativeInfinity;
        foreach (var level in levelsDbfs) loudest = Math.Max(loudest, level);
        var gate = Math.Min(loudest, Math.Max(SilenceDbfs, loudest - RangeDb));
        var count = 0;
        for (var k = 0; k < levelsDbfs.Length; k++)
        {
            active[k] = levelsDbfs[k] >= gate;
            if (active[k]) count++;
        }

        return count;
    }

    /// <summary>The clip's probabilities.</summary>
    /// <param name="logits">[N, classes] row by row.</param>
    /// <param name="levelsDbfs">[N] RMS of each patch in dBFS, N at least 1.</param>
    /// <param name="temperature">What mean logits are divided by before the softmax, above 0.</param>
    /// <param name="probabilities">[classes] written; they sum to 1.</param>
    public static void Judge(ReadOnlySpan<float> logits, ReadOnlySpan<float> levelsDbfs, double temperature, Span<float> probabilities)
    {
        Span<bool> active = levelsDbfs.Length <= 256 ? stackalloc bool[levelsDbfs.Length] : new bool[levelsDbfs.Length];
        var count = Gate(levelsDbfs, active);
        var classes = probabilities.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(logits.Length, classes * levelsDbfs.Length);
        Span<double> mean = classes <= 256 ? stackalloc double[classes] : new double[classes];
        mean.Clear();
        for (var row = 0; row < active.Length; row++)
        {
            if (!active[row]) continue;
            for (var k = 0; k < classes; k++) mean[k] += logits[(row * classes) + k] / (count * temperature);
        }

        Softmax(mean, probabilities);
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
