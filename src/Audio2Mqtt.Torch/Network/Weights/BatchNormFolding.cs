namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>
/// Batch normalisation at inference is one multiplication and one addition per channel, so it folds into the convolution before it:
/// <c>w' = w * s</c>, <c>b' = beta - mean * s</c> with <c>s = gamma / sqrt(variance + epsilon)</c>.
/// </summary>
internal static class BatchNormFolding
{
    /// <summary>Scales a kernel in torch's layout in place, and returns the bias.</summary>
    /// <param name="kernel">The values of [channels, …].</param>
    /// <param name="gamma">The scale; empty where the network has none, as YAMNet.</param>
    /// <param name="beta">The offset per channel.</param>
    /// <param name="mean">The moving mean per channel.</param>
    /// <param name="variance">The moving variance per channel.</param>
    /// <param name="epsilon">What keeps the root from zero.</param>
    /// <exception cref="InvalidDataException">A variance for which there is no root.</exception>
    public static float[] Fold(
        Span<float> kernel,
        ReadOnlySpan<float> gamma,
        ReadOnlySpan<float> beta,
        ReadOnlySpan<float> mean,
        ReadOnlySpan<float> variance,
        float epsilon)
    {
        var bias = new float[beta.Length];
        var row = kernel.Length / beta.Length;
        for (var channel = 0; channel < bias.Length; channel++)
        {
            // In double: the root of a small variance would cost float32 some of its digits.
            var root = Math.Sqrt((double)variance[channel] + epsilon);
            if (!(root > 0)) throw new InvalidDataException($"a moving variance of {variance[channel]}");
            var scale = (gamma.IsEmpty ? 1 : gamma[channel]) / root;
            bias[channel] = (float)(beta[channel] - (mean[channel] * scale));
            foreach (ref var value in kernel.Slice(channel * row, row)) value = (float)(value * scale);
        }

        return bias;
    }
}
