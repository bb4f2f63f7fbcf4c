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
    private const double WarmUpShare = 0.1;

    private readonly Yamnet network;
    private readonly Yamnet computing;
    private readonly Head head;
    private readonly FineTuneOptions options;
    private readonly Device device;
    private readonly ScalarType precision;
    private readonly RelativeAdam networkOptimizer;
    private readonly AdamW headOptimizer;
    private readonly Generator masking;

    /// <summary>Steps for a network, whose layers are open already, and a head; both borrowed and changed.</summary>
    public FineTuneStep(Yamnet network, Head head, FineTuneOptions options, Device device, bool isMixedPrecision)
    {
        (this.network, this.head, this.options, this.device) = (network, head, options, device);
        precision = isMixedPrecision ? ScalarType.BFloat16 : ScalarType.Float32;
        masking = new Generator((ulong)options.Seed);

        // In 16 bits the network that computes is a copy: the frozen layers of the one that is kept lose nothing.
        computing = network;
        if (isMixedPrecision || device.type != DeviceType.CPU)
        {
            computing = Yamnet.Load(network.ToWeights());
            computing.UnfreezeLast(options.Layers);
            computing.to(device, precision);
        }

        networkOptimizer = new RelativeAdam(network.Trainable(), computing.Trainable());
        headOptimizer = optim.AdamW(head.parameters(), FineTuner.HeadLearningRate, weight_decay: 1e-2);
        head.to(device);
    }

    /// <summary>The rate of an epoch: a cosine down to zero.</summary>
    public double Rate(double epoch) => options.LearningRate * 0.5 * (1 + Math.Cos(Math.PI * Math.Min(1, (epoch - 1) / options.Epochs)));

    /// <summary>One epoch; ends early, without a word, with the token.</summary>
    /// <returns>Mean loss and share of stretches that were right.</returns>
    public (double Loss, double Accuracy) Epoch(FineTuneSamples samples, IReadOnlyList<int> clips, int epoch, CancellationToken cancellationToken)
    {
        head.to(device);
        head.train();
        var order = clips.ToArray();
        new Random((int)options.Seed + epoch).Shuffle(order);
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

            var at = epoch - 1 + (k / (double)batches.Length);
            var warmUp = Math.Min(1, at / (WarmUpShare * options.Epochs));
            var (batchLoss, batchRight) = Step(batch, Rate(at + 1) * warmUp);
            loss += batchLoss * batch.Length;
            right += batchRight;
            done += batch.Length;
        }

        return (loss / Math.Max(1, done), right / (double)Math.Max(1, done));
    }

    /// <summary>Brings what was learnt to where clips are judged, in full precision.</summary>
    public void ToCpu()
    {
        networkOptimizer.CopyToKept();
        head.to(CPU);
        head.eval();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        networkOptimizer.Dispose();
        headOptimizer.Dispose();
        masking.Dispose();
        if (!ReferenceEquals(computing, network)) computing.Dispose();
    }

    private static Task<FineTuneSample[]> Prepare(FineTuneSamples samples, int[] clips, int epoch, CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                TorchRuntime.UseOneThread();
                return clips.Select(clip => samples.Make(clip, epoch, cancellationToken)).ToArray();
            },
            cancellationToken);

    private (double Loss, long Right) Step(FineTuneSample[] batch, double rate)
    {
        using var scope = NewDisposeScope();
        var counts = batch.Select(sample => sample.Weights.Length).ToArray();
        var patches = tensor(batch.SelectMany(sample => sample.LogMel).ToArray(), [counts.Sum(), 96, 64]);
        if (options.Masks) patches = SpectrumMasks.Apply(patches, masking);
        var pooling = zeros(batch.Length, counts.Sum());
        var from = 0;
        for (var row = 0; row < batch.Length; row++)
        {
            pooling[row, TensorIndex.Slice(from, from + counts[row])] = tensor(batch[row].Weights);
            from += counts[row];
        }

        var labels = tensor(batch.Select(sample => (long)sample.Label).ToArray(), device: device);
        networkOptimizer.ZeroGrad();
        headOptimizer.zero_grad();
        var embeddings = computing.EmbedForTraining(patches.to(precision, device)).to(ScalarType.Float32); // [patches, 1024]
        var logits = head.call(pooling.to(device).matmul(embeddings));                      // [B, classes]
        var loss = nn.functional.cross_entropy(logits, labels, label_smoothing: options.LabelSmoothing);
        loss.backward();
        networkOptimizer.Step(rate);
        headOptimizer.step();
        return (loss.cpu().item<float>(), logits.argmax(1).eq(labels).sum().cpu().item<long>());
    }
}
