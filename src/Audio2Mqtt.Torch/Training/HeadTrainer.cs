using Audio2Mqtt.Torch.Network;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Training;

/// <summary>Trains a head on embeddings that are already there.</summary>
/// <param name="options">How.</param>
public sealed class HeadTrainer(TrainerOptions options)
{
    private const int PlateauPatience = 5;

    // The loss of a few held-out clips jumps from epoch to epoch: a single low one would end training long before it is done.
    private const int SmoothedEpochs = 5;

    /// <summary>Trains a head. Ended early by the token, it returns the best so far.</summary>
    /// <remarks>
    /// With changed copies there are two passes. The first learns the clips as they are. The second learns the copies, and of the clips themselves
    /// only what the first head says about them and about mixtures of them (distillation, https://arxiv.org/abs/1503.02531): noise is
    /// learnt, and what clean clips were told apart by is kept. Learning both kinds alike costs clean accuracy (docs/training.md). Each pass trains
    /// half of the hidden units; the head that comes out has both halves side by side (<see cref="HeadMerging"/>).
    /// </remarks>
    /// <param name="store">The embeddings.</param>
    /// <param name="samples">What to train on: clips as they are (copy 0), and changed copies of them.</param>
    /// <param name="validation">What decides which epoch was best; the last epoch is taken where it is empty.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="progress">Told after each epoch of both passes, numbered through; null for nobody.</param>
    /// <param name="cancellationToken">Ends training; the best epoch so far is kept.</param>
    /// <exception cref="OperationCanceledException">The token, before the first epoch was over.</exception>
    public TrainedHead Train(
        EmbeddingStore store,
        IReadOnlyList<TrainingSample> samples,
        IReadOnlyList<TrainingSample> validation,
        int classes,
        IProgress<EpochRecord>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(validation);
        TrainingSample[] originals = [.. samples.Where(sample => sample.Copy == 0)];
        TrainingSample[] copies = [.. samples.Where(sample => sample.Copy > 0)];
        ArgumentOutOfRangeException.ThrowIfZero(originals.Length);
        TrainingSample[] asTheyAre = [.. validation.Where(sample => sample.Copy == 0)];
        if (copies.Length == 0) return Pass(store, originals, options.Head, null, asTheyAre, classes, options.StopAfter, progress, cancellationToken);
        var first = Pass(
            store, originals, HeadMerging.Part(options.Head, isFirst: true), null, asTheyAre, classes, options.StopAfterFirst, progress, cancellationToken);
        if (first.IsInterrupted) return first;
        try
        {
            var distillation = new Distillation(store, originals, first.Head, options);
            using var second = Pass(
                store, copies, HeadMerging.Part(options.Head, isFirst: false), distillation, validation, classes, options.StopAfter,
                new After(progress, options.Epochs), cancellationToken);
            using (first.Head) return second with { Head = HeadMerging.Merge(first.Head, second.Head, options.RobustShare), BestFirstEpoch = first.BestEpoch };
        }
        catch (OperationCanceledException)
        {
            // The first pass is there: that is what was best so far.
            return first with { IsInterrupted = true };
        }
    }

    /// <summary>Mean over rows of the cross-entropy with soft targets; the caller's.</summary>
    internal static Tensor CrossEntropy(Tensor logits, Tensor targets)
    {
        using var scope = NewDisposeScope();
        return ((targets * logits.log_softmax(1)).sum().neg() / logits.shape[0]).MoveToOuterDisposeScope();
    }

    /// <summary>The logits of every patch of a clip.</summary>
    /// <returns>[patches, classes] row by row.</returns>
    internal static float[] Logits(Head head, float[] embeddings)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        using var data = head.call(tensor(embeddings, [embeddings.Length / head.Inputs, head.Inputs])).data<float>();
        return data.ToArray();
    }

    private TrainedHead Pass(
        EmbeddingStore store,
        IReadOnlyList<TrainingSample> samples,
        HeadOptions layers,
        Distillation? distillation,
        IReadOnlyList<TrainingSample> validation,
        int classes,
        int? stopAfter,
        IProgress<EpochRecord>? progress,
        CancellationToken cancellationToken)
    {
        manual_seed(options.Seed);
        var head = new Head(store.Size, classes, layers);
        if (options.IsStandardised) Standardise(head, store, distillation?.Samples ?? samples);
        using var optimizer = Optimizer(head);
        var schedule = Schedule(optimizer);
        var batches = new BatchMaker(store, samples, classes, options);
        var judge = new ValidationJudge(store, validation);
        using var best = new BestWeights(head);
        var history = new List<EpochRecord>();
        var last = Math.Min(options.Epochs, stopAfter ?? options.Epochs);
        for (var epoch = 1; epoch <= last && !best.IsOver(epoch, options.Patience); epoch++)
        {
            var rate = optimizer.ParamGroups.First().LearningRate;
            if (TrainEpoch(head, optimizer, batches, distillation, cancellationToken) is not var (loss, accuracy)) break;
            var (validationLoss, validationAccuracy) = judge.Judge(head);
            history.Add(new(epoch, loss, accuracy, validationLoss, validationAccuracy, rate));
            best.Offer(epoch, validation.Count > 0 ? history.TakeLast(SmoothedEpochs).Average(record => record.ValidationLoss) : -epoch);
            if (schedule is not null) Step(schedule, validation.Count > 0 ? validationLoss : loss);
            progress?.Report(history[^1]);
        }

        if (history.Count == 0) cancellationToken.ThrowIfCancellationRequested();
        best.Restore();
        head.eval();
        return new(head, best.Epoch, history, cancellationToken.IsCancellationRequested);
    }

    private static (double Loss, double Accuracy)? TrainEpoch(
        Head head, optim.Optimizer optimizer, BatchMaker batches, Distillation? distillation, CancellationToken cancellationToken)
    {
        head.train();
        batches.Shuffle();
        var (loss, right, seen) = (0.0, 0L, 0L);
        for (var k = 0; k < batches.Count; k++)
        {
            if (cancellationToken.IsCancellationRequested) return null;
            using var scope = NewDisposeScope();
            var (inputs, targets, labels) = batches.Make(k);
            optimizer.zero_grad();
            var logits = head.call(inputs);                                             // [B, classes]
            var batchLoss = CrossEntropy(logits, targets);
            (distillation is null ? batchLoss : batchLoss + distillation.Loss(head, labels.Length)).backward();
            optimizer.step();
            loss += batchLoss.item<float>() * labels.Length;
            using var predicted = logits.argmax(1).data<long>();
            var row = 0;
            foreach (var label in predicted)
                if (label == labels[row++]) right++;
            seen += labels.Length;
        }

        return (loss / seen, right / (double)seen);
    }

    // Mean and deviation of the clips' means: what the head then sees is around 0 and 1 whatever the embedding is.
    private static void Standardise(Head head, EmbeddingStore store, IReadOnlyList<TrainingSample> samples)
    {
        var (sum, squares, row) = (new double[store.Size], new double[store.Size], new float[store.Size]);
        foreach (var sample in samples)
        {
            store.MeanOfActive(sample.Clip, sample.Copy, 0, store.Active(sample.Clip, sample.Copy).Count, row);
            for (var k = 0; k < row.Length; k++)
            {
                sum[k] += row[k];
                squares[k] += (double)row[k] * row[k];
            }
        }

        var deviations = sum.Zip(squares, (s, q) => Math.Sqrt(Math.Max(0, (q / samples.Count) - (s / samples.Count * (s / samples.Count))))).ToArray();
        // A value that hardly ever differs must not be blown up: not below a tenth of the typical deviation.
        var least = Math.Max(1e-6, 0.1 * deviations.Average());
        using var scope = NewDisposeScope();
        var mean = tensor(sum.Select(value => (float)(value / samples.Count)).ToArray());
        var scale = tensor(deviations.Select(value => (float)(1 / Math.Max(least, value))).ToArray());
        head.SetStandardisation(mean, scale);
    }

    private optim.Optimizer Optimizer(Head head) => options.Optimizer == OptimizerKind.Adam
        ? optim.Adam(head.parameters(), options.LearningRate, weight_decay: options.WeightDecay)
        : optim.AdamW(head.parameters(), options.LearningRate, weight_decay: options.WeightDecay);

    private optim.lr_scheduler.LRScheduler? Schedule(optim.Optimizer optimizer) => options.Schedule switch
    {
        ScheduleKind.Cosine => optim.lr_scheduler.CosineAnnealingLR(optimizer, options.Epochs),
        ScheduleKind.Plateau => optim.lr_scheduler.ReduceLROnPlateau(optimizer, factor: 0.5, patience: PlateauPatience),
        _ => null,
    };

    private void Step(optim.lr_scheduler.LRScheduler schedule, double loss)
    {
        if (options.Schedule == ScheduleKind.Plateau) schedule.step(loss);
        else schedule.step();
    }

    private sealed class After(IProgress<EpochRecord>? progress, int epochs) : IProgress<EpochRecord>
    {
        public void Report(EpochRecord value) => progress?.Report(value with { Epoch = value.Epoch + epochs });
    }
}
