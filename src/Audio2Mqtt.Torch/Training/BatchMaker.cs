using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Training;

/// <summary>
/// Makes the batches of a head's training: a sample is the mean embedding of a whole clip or of a random stretch of it (down to one patch), of
/// those patches that carry energy. So one head learns both what files are judged by and what streams are.
/// </summary>
internal sealed class BatchMaker
{
    private readonly EmbeddingStore store;
    private readonly IReadOnlyList<TrainingSample> samples;
    private readonly TrainerOptions options;
    private readonly int classes;
    private readonly float[] classWeights;
    private readonly Random random;
    private readonly int[] order;

    public BatchMaker(EmbeddingStore store, IReadOnlyList<TrainingSample> samples, int classes, TrainerOptions options)
    {
        (this.store, this.samples, this.options, this.classes) = (store, samples, options, classes);
        random = new Random((int)(options.Seed ^ (options.Seed >> 32)));
        order = [.. Enumerable.Range(0, samples.Count)];
        classWeights = Weights(samples, classes, options.Balance);
    }

    /// <summary>Batches of one epoch.</summary>
    public int Count => (samples.Count + options.BatchSize - 1) / options.BatchSize;

    /// <summary>Puts the samples into another order.</summary>
    public void Shuffle() => random.Shuffle(order);

    /// <summary>One batch.</summary>
    /// <returns>Inputs [B, size], targets [B, classes] that sum to each sample's weight, and the labels; the caller's.</returns>
    public (Tensor Inputs, Tensor Targets, int[] Labels) Make(int batch)
    {
        var rows = order.AsSpan(batch * options.BatchSize, Math.Min(options.BatchSize, order.Length - (batch * options.BatchSize)));
        var inputs = new float[rows.Length * store.Size];
        var targets = new float[rows.Length * classes];
        var labels = new int[rows.Length];
        for (var k = 0; k < rows.Length; k++)
        {
            var sample = samples[rows[k]];
            labels[k] = sample.Label;
            Draw(store, sample, options.SpanShare, random, inputs.AsSpan(k * store.Size, store.Size));
            var target = targets.AsSpan(k * classes, classes);
            target.Fill((float)(classWeights[sample.Label] * options.LabelSmoothing / classes));
            target[sample.Label] += (float)(classWeights[sample.Label] * (1 - options.LabelSmoothing));
        }

        var input = tensor(inputs, [rows.Length, store.Size]);
        var target2 = tensor(targets, [rows.Length, classes]);
        return options.Mixup > 0 ? Mix(input, target2, labels) : (input, target2, labels);
    }

    /// <summary>The mean embedding of a clip, or of a random stretch of it.</summary>
    internal static void Draw(EmbeddingStore store, TrainingSample sample, double spanShare, Random random, Span<float> mean)
    {
        var active = store.Active(sample.Clip, sample.Copy).Count;
        var count = random.NextDouble() < spanShare ? random.Next(1, active + 1) : active;
        store.MeanOfActive(sample.Clip, sample.Copy, random.Next(active - count + 1), count, mean);
    }

    // Each sample with the one after it, which shuffling made a random one (https://arxiv.org/abs/1710.09412).
    private (Tensor Inputs, Tensor Targets, int[] Labels) Mix(Tensor inputs, Tensor targets, int[] labels)
    {
        using var scope = NewDisposeScope();
        var share = tensor(Enumerable.Range(0, labels.Length).Select(_ => (float)DrawShare()).ToArray(), [labels.Length, 1]);
        var (mixed, mixedTargets) = (inputs.roll(1, 0).lerp(inputs, share), targets.roll(1, 0).lerp(targets, share));
        inputs.Dispose();
        targets.Dispose();
        return (mixed.MoveToOuterDisposeScope(), mixedTargets.MoveToOuterDisposeScope(), labels);
    }

    // Beta(a, a) by Jöhnk's method, turned so that a sample keeps at least half of itself: its label stays the likelier one.
    private double DrawShare()
    {
        while (true)
        {
            var (u, v) = (Math.Pow(random.NextDouble(), 1 / options.Mixup), Math.Pow(random.NextDouble(), 1 / options.Mixup));
            if (u + v is > 0 and <= 1) return Math.Max(u, v) / (u + v);
        }
    }

    // Mean weight 1 over the samples, so that balancing does not change the rate.
    private static float[] Weights(IReadOnlyList<TrainingSample> samples, int classes, double balance)
    {
        var counts = new double[classes];
        foreach (var sample in samples) counts[sample.Label]++;
        var weights = counts.Select(count => count > 0 ? Math.Pow(samples.Count / (classes * count), balance) : 0).ToArray();
        var mean = weights.Zip(counts, (weight, count) => weight * count).Sum() / samples.Count;
        return [.. weights.Select(weight => (float)(weight / mean))];
    }
}
