using Audio2Mqtt.Torch.Network;

namespace Audio2Mqtt.Torch.Training;

/// <summary>
/// Makes a head from embedded clips: first with clips held out, which tells the best epoch, temperatures, thresholds and how good it is; then
/// once more on every clip for as many epochs. What is told about the quality comes from clips that were not trained on.
/// </summary>
/// <param name="options">How.</param>
public sealed class ModelTrainer(ModelTrainerOptions options)
{
    private const string NothingToHoldOut =
        "every class comes from one recording: nothing can be held out to judge the model by; bring a second recording of each sound, "
        + "or tell recordings apart with --group";

    /// <summary>Trains. Ended early by the token, it returns the best so far.</summary>
    /// <param name="data">The clips.</param>
    /// <param name="progress">Told after each epoch; null for nobody.</param>
    /// <param name="cancellationToken">Ends training.</param>
    /// <returns>The caller's.</returns>
    /// <exception cref="DatasetException">Nothing can be held out.</exception>
    /// <exception cref="OperationCanceledException">The token, before the first epoch was over.</exception>
    public TrainingOutcome Train(EmbeddedDataset data, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        // Layers this small are done before a second thread is awake.
        TorchRuntime.UseOneThread();
        var folds = options.Folds ?? (int)Math.Round(1 / options.ValidationShare);
        var fold = Splitter.Folds([.. data.Clips.Select(clip => data.Dataset.Clips[clip])], folds, options.Trainer.Seed);
        var heldOut = new List<ClipLogits>();
        TrainedHead? first = null;
        var firstPart = 0;
        var bestEpochs = new List<int>();
        var bestFirst = new List<int>();
        for (var part = 0; part < (options.Folds ?? 1) && first?.IsInterrupted != true; part++)
        {
            var trained = Part(data, fold, part, heldOut, progress, cancellationToken);
            if (trained is null) continue;
            bestEpochs.Add(trained.BestEpoch);
            bestFirst.Add(trained.BestFirstEpoch ?? 1);
            if (first is null) (first, firstPart) = (trained, part);
            else trained.Dispose();
        }

        if (first is null) throw new DatasetException(data.Dataset.Folder, NothingToHoldOut);
        var calibration = Calibration.Fit(heldOut, data.Dataset.Classes.Count);
        var report = EvaluationReport.Of(
            [.. heldOut.Select(clip => calibration.Predict(clip, data.Dataset.Classes.Count))], data.Dataset.Classes, options.TargetPrecision);
        var epochs = Median(bestEpochs);
        var steps = options.Trainer with { StopAfter = epochs, StopAfterFirst = data.Copies > 1 ? Median(bestFirst) : epochs };
        var final = first.IsInterrupted ? null : Everything(data, steps, progress, cancellationToken);
        return new()
        {
            Head = (final ?? first).Head,
            Validated = first.Head,
            HeldOutClips = [.. data.Clips.Where((_, k) => fold[k] == firstPart)],
            Calibration = calibration,
            HeldOut = report,
            Procedure = options.Folds is { } count ? $"{count} folds" : $"{options.ValidationShare:0%} held out",
            History = first.History,
            BestEpoch = epochs,
            IsInterrupted = cancellationToken.IsCancellationRequested,
        };
    }

    private TrainedHead? Part(
        EmbeddedDataset data, int[] fold, int part, List<ClipLogits> heldOut, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var held = data.Clips.Where((_, k) => fold[k] == part).ToArray();
        var rest = data.Clips.Where((_, k) => fold[k] != part).ToArray();
        if (held.Length == 0 || rest.Length == 0) return null;
        var told = new EpochsOf(progress, TrainingStage.Validating, Epochs(data), options.Folds is null ? 0 : part + 1);
        var trained = new HeadTrainer(options.Trainer).Train(
            data.Store, data.Samples(rest), data.Samples(held), data.Dataset.Classes.Count, told, cancellationToken);
        heldOut.AddRange(data.Judge(trained.Head, held));
        return trained;
    }

    // The same steps as the validated training took until its best epoch, on all clips: nothing of the little there is stays unused.
    // Interrupted, it is worth less than the validated head.
    private TrainedHead? Everything(EmbeddedDataset data, TrainerOptions steps, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return null;
        var told = new EpochsOf(progress, TrainingStage.Training, Epochs(data), 0);
        try
        {
            var trained = new HeadTrainer(steps).Train(
                data.Store, data.Samples(data.Clips), [], data.Dataset.Classes.Count, told, cancellationToken);
            if (!trained.IsInterrupted) return trained;
            trained.Dispose();
        }
        catch (OperationCanceledException)
        {
            // Before its first epoch was over.
        }

        return null;
    }

    private static int Median(List<int> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    // Of both passes, where there are two.
    private int Epochs(EmbeddedDataset data) => options.Trainer.Epochs * (data.Copies > 1 ? 2 : 1);

    private sealed class EpochsOf(IProgress<TrainingProgress>? progress, TrainingStage stage, int total, int part) : IProgress<EpochRecord>
    {
        public void Report(EpochRecord value) => progress?.Report(new(stage, value.Epoch, total, value, part));
    }
}
