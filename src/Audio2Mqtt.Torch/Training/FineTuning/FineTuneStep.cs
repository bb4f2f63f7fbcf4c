using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Training.Augmentation;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Training.FineTuning;

/// <summary>
/// The steps of fine-tuning. Clips are read and changed on other threads, some batches ahead. On a GPU the network computes in bfloat16 and the
/// optimizers keep float32 copies: half the memory and traffic, and no loss scaling, for bfloat16 has float32's range.
/// </summary>
internal sealed class FineTuneStep : IDisposable
{
    private const int BatchesAhead = 3;

    // What autograd holds of all layers is 4 MB a patch or more: a whole batch would not fit into the program's 1 GB.
    private const int ClipsAtOnce = 4;
    private const double WarmUpShare = 0.1;

    private readonly Yamnet network;
    private readonly Yamnet computing;
    private readonly Head head;
    private readonly Head computingHead;
    private readonly FineTuneOptions options;
    private readonly Device device;
    private readonly ScalarType precision;
    private readonly RelativeAdam networkOptimizer;
    private readonly AdamW headOptimizer;
    private readonly float[] weightOf;
    private readonly Tensor classWeights;
    private readonly Generator masking;

    /// <summary>Steps for a network, whose layers are open already, and a head; both on the CPU, borrowed and changed by <see cref="ToKept"/> at the latest.</summary>
    /// <param name="network">The network.</param>
    /// <param name="head">The head.</param>
    /// <param name="labels">The labels of the clips to learn from: rare classes weigh more.</param>
    /// <param name="options">How.</param>
    /// <param name="device">Where.</param>
    /// <param name="isMixedPrecision">Whether the network computes in bfloat16.</param>
    public FineTuneStep(Yamnet network, Head head, IReadOnlyCollection<int> labels, FineTuneOptions options, Device device, bool isMixedPrecision)
    {
        (this.network, this.head, this.options, this.device) = (network, head, options, device);
        precision = isMixedPrecision ? ScalarType.BFloat16 : ScalarType.Float32;
        masking = new Generator((ulong)options.Seed);
        (computing, computingHead) = (network, head);
        if (isMixedPrecision || device.type != DeviceType.CPU)
        {
            // What computes is a copy: optimizers hold on to their parameters, and in 16 bits the frozen layers would lose something.
            computing = Yamnet.Load(network.ToWeights());
            computing.UnfreezeLast(options.Layers);
            computing.to(device, precision);
            computingHead = HeadTensors.Copy(head);
            computingHead.to(device);
        }

        networkOptimizer = new RelativeAdam(network.Trainable(), computing.Trainable());
        headOptimizer = optim.AdamW(computingHead.parameters(), FineTuner.HeadLearningRate, weight_decay: 1e-2);
        weightOf = Weights(labels, head.Classes);
        classWeights = tensor(weightOf, device: device).DetachFromDisposeScope();
    }

    /// <summary>The network's rate at a point of the training: up to the full one in the first tenth, then a cosine down to zero.</summary>
    /// <param name="epochs">How many are done; a fraction within one.</param>
    public double Rate(double epochs) => options.LearningRate * Share(epochs);

    /// <summary>One epoch; ends early, without a word, with the token.</summary>
    /// <returns>Mean loss and share of stretches that were right.</returns>
    public (double Loss, double Accuracy) Epoch(FineTuneSamples samples, IReadOnlyList<int> clips, int epoch, CancellationToken cancellationToken)
    {
        // The other cores make the samples, which takes as long as the steps.
        TorchRuntime.UseOneThread();
        computingHead.train();
        var order = clips.ToArray();
        new Random(HashCode(options.Seed, epoch)).Shuffle(order);
        var batches = order.Chunk(options.BatchSize).ToArray();
        var ready = new Queue<Task<FineTuneSample[]>>();
        var (loss, right, done) = (0.0, 0L, 0);
        for (var k = 0; k < batches.Length && !cancellationToken.IsCancellationRequested; k++)
        {
            for (var ahead = k + ready.Count; ahead < Math.Min(batches.Length, k + BatchesAhead); ahead++)
                ready.Enqueue(Prepare(samples, batches[ahead], epoch, cancellationToken));
            FineTuneSample[] batch;
            try
            {
                batch = ready.Dequeue().GetAwaiter().GetResult();
            }
            catch (OperationCanceledException)
            {
                break;
            }

            if (batch.Length == 0) continue;
            var (batchLoss, batchRight) = Step(batch, Share(epoch - 1 + ((k + 0.5) / batches.Length)));
            loss += batchLoss * batch.Length;
            right += batchRight;
            done += batch.Length;
        }

        WaitFor(ready);
        return (loss / Math.Max(1, done), right / (double)Math.Max(1, done));
    }

    /// <summary>Brings what was learnt to the network and the head that are kept, in full precision.</summary>
    public void ToKept()
    {
        networkOptimizer.CopyToKept();
        if (!ReferenceEquals(head, computingHead)) HeadTensors.Copy(computingHead, head);
        head.eval();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        networkOptimizer.Dispose();
        headOptimizer.Dispose();
        classWeights.Dispose();
        masking.Dispose();
        if (ReferenceEquals(computing, network)) return;
        computing.Dispose();
        computingHead.Dispose();
    }

    private static Task<FineTuneSample[]> Prepare(FineTuneSamples samples, int[] clips, int epoch, CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                TorchRuntime.UseOneThread();
                return clips.Select(clip => samples.Make(clip, epoch, cancellationToken)).OfType<FineTuneSample>().ToArray();
            },
            cancellationToken);

    // Ended early, they still use what the caller is about to dispose of.
    private static void WaitFor(IEnumerable<Task> tasks)
    {
        try
        {
            Task.WaitAll([.. tasks]);
        }
        catch (AggregateException failures) when (failures.InnerExceptions.All(failure => failure is OperationCanceledException))
        {
            // That is why they are waited for.
        }
    }

    // Mean 1 over the clips, as in the head's training.
    private static float[] Weights(IReadOnlyCollection<int> labels, int classes)
    {
        var counts = new int[classes];
        foreach (var label in labels) counts[label]++;
        var present = counts.Count(count => count > 0);
        return [.. counts.Select(count => count > 0 ? labels.Count / (float)(present * count) : 0)];
    }

    private static int HashCode(long seed, int epoch) => unchecked((int)(seed ^ (seed >> 32)) + epoch);

    private double Share(double epochs) =>
        Math.Min(1, epochs / (WarmUpShare * options.Epochs)) * 0.5 * (1 + Math.Cos(Math.PI * Math.Min(1, epochs / options.Epochs)));

    private (double Loss, long Right) Step(FineTuneSample[] batch, double share)
    {
        using var scope = NewDisposeScope();
        var patches = tensor(batch.SelectMany(sample => sample.LogMel).ToArray(), [batch.Sum(sample => sample.Weights.Length), 96, 64]);
        if (options.Masks) patches = SpectrumMasks.Apply(patches, masking);
        networkOptimizer.ZeroGrad();
        headOptimizer.zero_grad();
        foreach (var group in headOptimizer.ParamGroups) group.LearningRate = FineTuner.HeadLearningRate * share;
        var total = batch.Sum(sample => weightOf[sample.Label]);
        var (loss, right, from) = (0.0, 0L, 0);
        foreach (var part in batch.Chunk(ClipsAtOnce))
        {
            var count = part.Sum(sample => sample.Weights.Length);
            var (partLoss, partRight) = Pull(part, patches.narrow(0, from, count), total);
            (loss, right, from) = (loss + partLoss, right + partRight, from + count);
        }

        networkOptimizer.Step(options.LearningRate * share);
        headOptimizer.step();
        return (loss, right);
    }

    // Adds the gradients of a part of a batch to those there are: the same as those of the whole, to rounding.
    private (double Loss, long Right) Pull(FineTuneSample[] part, Tensor patches, double total)
    {
        using var scope = NewDisposeScope();
        var count = (int)patches.shape[0];
        var pooling = new float[part.Length * count];
        var from = 0;
        for (var row = 0; row < part.Length; row++)
        {
            part[row].Weights.CopyTo(pooling, (row * count) + from);
            from += part[row].Weights.Length;
        }

        var labels = tensor(part.Select(sample => (long)sample.Label).ToArray(), device: device);
        var embeddings = computing.EmbedForTraining(patches.to(precision, device)).to(ScalarType.Float32);            // [patches, 1024]
        var logits = computingHead.call(tensor(pooling, [part.Length, count]).to(device).matmul(embeddings));         // [B, classes]
        var loss = nn.functional.cross_entropy(logits, labels, classWeights, reduction: nn.Reduction.Sum, label_smoothing: options.LabelSmoothing) / total;
        loss.backward();
        return (loss.cpu().item<float>(), logits.argmax(1).eq(labels).sum().cpu().item<long>());
    }
}
