using System.Numerics;
using System.Runtime.InteropServices;

namespace Audio2Mqtt.Torch.Audio;

/// <summary>
/// Levels of samples. 0 dBFS is an amplitude of 1, for RMS as for peaks, so a full-scale sine has -3.01 dBFS RMS.
/// </summary>
public static class AudioLevel
{
    /// <summary>The level of digital silence: below any 24-bit sample (-138 dBFS), and a number rather than minus infinity.</summary>
    public const float FloorDbfs = -150;

    /// <summary>Root mean square; 0 for no samples.</summary>
    public static float Rms(ReadOnlySpan<float> samples) =>
        samples.IsEmpty ? 0 : (float)Math.Sqrt(SumOfSquares(samples) / samples.Length);

    /// <summary>The largest magnitude; 0 for no samples.</summary>
    public static float Peak(ReadOnlySpan<float> samples)
    {
        var lanes = MemoryMarshal.Cast<float, Vector<float>>(samples);
        var peaks = Vector<float>.Zero;
        foreach (var lane in lanes) peaks = Vector.Max(peaks, Vector.Abs(lane));
        var peak = 0f;
        for (var i = 0; i < Vector<float>.Count; i++) peak = Math.Max(peak, peaks[i]);
        foreach (var sample in samples[(lanes.Length * Vector<float>.Count)..]) peak = Math.Max(peak, Math.Abs(sample));
        return peak;
    }

    /// <summary>An amplitude in dBFS, at least <see cref="FloorDbfs"/>.</summary>
    public static float ToDbfs(float amplitude) => amplitude > 0 ? Math.Max(FloorDbfs, 20 * MathF.Log10(amplitude)) : FloorDbfs;

    // Summed in double per block, so that an hour of quiet samples is as exact as a second.
    private static double SumOfSquares(ReadOnlySpan<float> samples)
    {
        const int block = 4096;
        double total = 0;
        for (; samples.Length > block; samples = samples[block..]) total += BlockSumOfSquares(samples[..block]);
        return total + BlockSumOfSquares(samples);
    }

    private static float BlockSumOfSquares(ReadOnlySpan<float> samples)
    {
        var lanes = MemoryMarshal.Cast<float, Vector<float>>(samples);
        var sums = Vector<float>.Zero;
        foreach (var lane in lanes) sums += lane * lane;
        var sum = Vector.Sum(sums);
        foreach (var sample in samples[(lanes.Length * Vector<float>.Count)..]) sum += sample * sample;
        return sum;
    }
}
