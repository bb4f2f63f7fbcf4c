using System.Numerics.Tensors;
using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Streaming;

/// <summary>
/// Levels inside a patch, 10 ms by 10 ms: how loud its loudest tenth of a second is, which the energy gate asks for (a short sound in a quiet second must
/// open it), and where what stands out of it begins and ends.
/// </summary>
internal sealed class LevelMeter
{
    private const int Frame = 160;
    private const int GateFrames = 10;

    // A sound stands out where it is nearer to its own peak than to the noise, in dB; with less between the two nothing can be told.
    private const float MinContrastDb = 6;

    private readonly float[] powers; // mean square of each frame

    /// <summary>A meter of patches of one length.</summary>
    /// <param name="windowSamples">Samples in a patch.</param>
    public LevelMeter(int windowSamples) => powers = new float[Math.Max(1, windowSamples / Frame)];

    /// <summary>RMS of the whole patch, in dBFS.</summary>
    public float PatchDbfs { get; private set; }

    /// <summary>RMS of its loudest 100 ms, in dBFS.</summary>
    public float LoudestDbfs { get; private set; }

    /// <summary>RMS of its quietest 100 ms, in dBFS: what a noise floor is estimated from.</summary>
    public float QuietestDbfs { get; private set; }

    /// <summary>Where the sound that stands out begins, in samples from the beginning of the patch.</summary>
    public int Onset { get; private set; }

    /// <summary>Where it ends: one after its last sample.</summary>
    public int Offset { get; private set; }

    /// <summary>Measures a patch.</summary>
    /// <param name="window">Its samples.</param>
    /// <param name="hopSamples">How much of it is new; where nothing stands out, the sound is taken to begin there.</param>
    public void Measure(ReadOnlySpan<float> window, int hopSamples)
    {
        for (var k = 0; k < powers.Length; k++)
        {
            var frame = window.Slice(k * Frame, Math.Min(Frame, window.Length - (k * Frame)));
            powers[k] = TensorPrimitives.SumOfSquares(frame) / frame.Length;
        }

        PatchDbfs = AudioLevel.ToDbfs(AudioLevel.Rms(window));
        var (quietest, loudest) = RunningMeans();
        (QuietestDbfs, LoudestDbfs) = (Dbfs(quietest), Dbfs(loudest));
        FindEdges(window.Length, hopSamples);
    }

    private (float Quietest, float Loudest) RunningMeans()
    {
        var length = Math.Min(GateFrames, powers.Length);
        double sum = 0;
        for (var k = 0; k < length; k++) sum += powers[k];
        var (quietest, loudest) = (sum, sum);
        for (var k = length; k < powers.Length; k++)
        {
            // Never below 0 by rounding.
            sum = Math.Max(0, sum + powers[k] - powers[k - length]);
            (quietest, loudest) = (Math.Min(quietest, sum), Math.Max(loudest, sum));
        }

        return ((float)(quietest / length), (float)(loudest / length));
    }

    private void FindEdges(int length, int hopSamples)
    {
        var peak = TensorPrimitives.Max<float>(powers);
        var contrast = Dbfs(peak) - QuietestDbfs;
        (Onset, Offset) = (Math.Max(0, length - hopSamples), length);
        if (contrast < MinContrastDb) return;

        // Half way between the noise and the peak, in dB: but no lower than 20 dB under the peak, or a tail of reverberation would count.
        var least = peak * MathF.Pow(10, -Math.Min(contrast / 2, 20) / 10);
        var first = Array.FindIndex(powers, power => power >= least);
        var last = Array.FindLastIndex(powers, power => power >= least);
        (Onset, Offset) = (first * Frame, last == powers.Length - 1 ? length : (last + 1) * Frame);
    }

    private static float Dbfs(float power) => AudioLevel.ToDbfs(MathF.Sqrt(power));
}
