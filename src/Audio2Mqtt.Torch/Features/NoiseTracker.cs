using System.Numerics.Tensors;

namespace Audio2Mqtt.Torch.Features;

/// <summary>
/// Follows the noise of a stream: its profile is that of the quietest tenths of a second of the last half minute. What goes on for longer than four fifths of that is noise; what is
/// shorter, however loud, is not.
/// </summary>
/// <param name="share">The share that counts as noise alone, above 0 up to 1.</param>
internal sealed class NoiseTracker(double share)
{
    // Blocks of 96 ms: half a minute. A fan is known soon after it was switched on, and an alarm is over before it would be taken for one.
    private const int MemoryBlocks = 312;

    // Less than 2.5 s do not tell noise from sound: a bark in a clip that is silent else would be its own noise.
    private const int LeastBlocks = 26;

    // As few say little about noise: 0.6 s.
    private const int MinBlocks = 6;

    private readonly float[][] means = new float[MemoryBlocks][];
    private readonly float[] scores = new float[MemoryBlocks];
    private int count;
    private int next;

    /// <summary>Takes the next block of sound. Digital silence is not to be given: it is no noise.</summary>
    /// <param name="power">[frames, 513] row by row.</param>
    internal void Add(ReadOnlySpan<float> power)
    {
        const int bins = OverlappingFrames.Bins;
        var mean = means[next] ??= new float[bins];
        mean.AsSpan().Clear();
        var score = 0.0;
        Span<float> logs = stackalloc float[bins];
        for (var first = 0; first < power.Length; first += bins)
        {
            var frame = power.Slice(first, bins);
            TensorPrimitives.Add(mean, frame, mean);
            TensorPrimitives.Add(frame, NoiseProfiles.Tiny, logs);
            TensorPrimitives.Log(logs, logs);

            // By the mean of the logarithms: no single band decides, whatever the noise's colour.
            score += TensorPrimitives.Sum<float>(logs);
        }

        TensorPrimitives.Multiply(mean, (float)bins / power.Length, mean);
        scores[next] = (float)(score / power.Length);
        next = (next + 1) % MemoryBlocks;
        count = Math.Min(count + 1, MemoryBlocks);
    }

    /// <summary>The noise as it is known now: none before there was sound for 2.5 s.</summary>
    internal NoiseProfile Profile()
    {
        if (count < LeastBlocks) return NoiseProfiles.OfSum(new float[OverlappingFrames.Bins], 0);
        var order = Enumerable.Range(0, count).ToArray();
        Array.Sort(scores[..count], order);
        var wanted = Math.Min(count, Math.Max(MinBlocks, (int)(share * count)));
        var sum = new float[OverlappingFrames.Bins];
        foreach (var block in order.AsSpan(0, wanted)) TensorPrimitives.Add(sum, means[block], sum);
        return NoiseProfiles.OfSum(sum, wanted);
    }

    /// <summary>Forgets.</summary>
    internal void Reset() => (count, next) = (0, 0);
}
