using Audio2Mqtt.Torch.Network;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Training;

/// <summary>Trains a head on embeddings that are already there.</summary>
/// <param name="options">How.</param>
public sealed class HeadTrainer(TrainerOptions options)
{
    private const int PlateauPatience = 5;

    /// <summary>Trains a head. Ended early by the token, it returns the best so far.</summary>
    /// <param name="store">The embeddings.</param>
    /// <param name="samples">What to train on.</param>
    /// <param name="validation">What decides which epoch was best; the last epoch is taken where it is empty.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="progress">Told after each epoch; null for nobody.</param>
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
        ArgumentOutOfRangeException.ThrowIfZero(samples.Count);
        manual_seed(options.Seed);
        var head = new Head(store.Size, classes, options.Head);
        Standardise(head, store, samples);
        using var optimizer = Optimizer(head);
        var schedule = Schedule(optimizer);
        var batches = new BatchMaker(store, samples, classes, options);
        using var best = new BestWeights(head);
        var history = new List<EpochRecord>();
        var last = Math.Min(options.Epochs, options.StopAfter ?? options.Epochs);
        for (var epoch = 1; epoch <= last && !best.IsOver(epoch, options.Patience); epoch++)
        {
            var rate = optimizer.ParamGroups.First().LearningRate;
            if (TrainEpoch(head, optimizer, batches, cancellationToken) is not var (loss, accuracy)) break;
            var (validationLoss, validationAccuracy) = Validate(head, store, validation, classes);
            history.Add(new(epoch, loss, accuracy, validationLoss, validationAccuracy, rate));
            best.Offer(epoch, validation.Count > 0 ? validationLoss : -epoch);
            if (schedule is not null) Step(schedule, validation.Count > 0 ? validationLoss : loss);
            progress?.Report(history[^1]);
        }

        if (history.Count == 0) cancellationToken.ThrowIfCancellationRequested();
        best.Restore();
        head.eval();
        return new(head, best.Epoch, history, cancellationToken.IsCancellationRequested);
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

    private static (double Loss, double Accuracy)? TrainEpoch(Head head, optim.Optimizer optimizer, BatchMaker batches, CancellationToken cancellationToken)
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
            var batchLoss = (targets * logits.log_softmax(1)).sum().neg() / labels.Length;
            batchLoss.backward();
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

    private static (double Loss, double Accuracy) Validate(Head head, EmbeddingStore store, IReadOnlyList<TrainingSample> validation, int classes)
    {
        if (validation.Count == 0) return (double.NaN, double.NaN);
        head.eval();
        var (loss, right) = (0.0, 0);
        var probabilities = new float[classes];
        foreach (var sample in validation)
        {
            var logits = Logits(head, store.Rows(sample.Clip, sample.Copy));
            ClipJudge.Judge(logits, store.Levels(sample.Clip, sample.Copy), 1, probabilities);
            loss -= Math.Log(Math.Max(1e-12, probabilities[sample.Label]));
            if (Array.IndexOf(probabilities, probabilities.Max()) == sample.Label) right++;
        }

        return (loss / validation.Count, right / (double)validation.Count);
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
}
