using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Training.FineTuning;
using Audio2Mqtt.Torch.Training.Review;

namespace Audio2Mqtt.Torch.Training;

/// <summary>From labelled clips to a model in a folder: embed, train, judge, fine-tune where it was asked for, save.</summary>
/// <param name="plan">What is to be done.</param>
/// <param name="time">Tells the date that the model carries; the system's clock when null.</param>
public sealed class TrainingRun(TrainingPlan plan, TimeProvider? time = null)
{
    /// <summary>Runs it. Ended early by the token once a head is in training, the best so far is saved; before, nothing is.</summary>
    /// <param name="network">The YAMNet, borrowed; fine-tuning changes it. Null for spectra.</param>
    /// <param name="progress">Told as it goes on, from any thread; null for nobody.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The caller's.</returns>
    /// <exception cref="DeviceException">Fine-tuning was to run on a CUDA device, and none is here.</exception>
    /// <exception cref="DatasetException">The clips cannot be trained on.</exception>
    /// <exception cref="ModelException">The model cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The token, before there was anything to keep.</exception>
    public async Task<TrainingResult> RunAsync(
        Yamnet? network, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (plan.FineTune is { } wanted) ComputeDevices.IsCuda(wanted.Device);
        SoundModel.CheckPlace(plan.Output, plan.Overwrite);
        var began = Stopwatch.GetTimestamp();
        var embedding = plan.Spectrum is { } spectrum ? EmbeddingDescription.Of(spectrum) : EmbeddingDescription.Of(network!);
        using var embedder = Embedders.For(embedding, network);
        using var data = await EmbeddedDataset.CreateAsync(
            plan.Dataset,
            new ClipEmbedder(embedder, embedding.Key, plan.Cache, plan.Workers, Preparation),
            embedder.Size,
            plan.Options.Copies,
            plan.Options.Trainer.Seed,
            progress,
            cancellationToken).ConfigureAwait(false);
        var warnings = ReviewWarnings.Of(data.Dataset, DatasetReviewer.Review(data, withMap: false, cancellationToken), cancellationToken);
        var embedded = Stopwatch.GetElapsedTime(began);
        var training = plan.Options with { Trainer = plan.Options.Trainer with { IsStandardised = plan.Spectrum is not null } };
        var outcome = new ModelTrainer(training).Train(data, progress, cancellationToken);
        var trained = Stopwatch.GetElapsedTime(began);
        var tuned = await FineTuneAsync(network, outcome, data, progress, cancellationToken).ConfigureAwait(false);

        // The head goes with the network that it was trained on; the other one is not needed any more.
        var isTuned = tuned?.Backbone is not null;
        var (head, other) = isTuned ? (outcome.Validated, outcome.Head) : (outcome.Head, outcome.Validated);
        if (!ReferenceEquals(head, other)) other.Dispose();
        var heldOut = tuned?.HeldOutReport ?? outcome.HeldOut;
        var model = new SoundModel(Describe(embedding, outcome, tuned, data), head, tuned?.Backbone);
        var result = new TrainingResult
        {
            Model = model,
            HeldOut = heldOut,
            Procedure = isTuned ? $"{outcome.HeldOutClips.Count / (double)data.Clips.Count:0%} held out" : outcome.Procedure,
            Used = data.Used with { Warnings = [.. data.Used.Warnings, .. warnings] },
            LeftOut = data.LeftOut,
            Seconds = data.Clips.ToDictionary(clip => data.Dataset.Clips[clip], clip => data.Seconds(clip, embedder)),
            History = outcome.History,
            BestEpoch = outcome.BestEpoch,
            FineTune = tuned,
            IsInterrupted = cancellationToken.IsCancellationRequested,
            CachedClips = data.CachedClips,
            Embedding = embedded,
            Training = trained - embedded,
            Total = Stopwatch.GetElapsedTime(began),
        };
        try
        {
            model.Save(plan.Output, plan.Overwrite, folder => TrainingReport.Write(Path.Combine(folder, "report.html"), plan, result));
            plan.Cache?.Prune();
            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    private SoundPreparation? Preparation => plan.Preparation is { IsNone: false } wanted ? wanted : null;

    // Interrupted before its frozen network is judged, fine-tuning leaves the head as good as it was.
    private async Task<FineTuneOutcome?> FineTuneAsync(
        Yamnet? network, TrainingOutcome outcome, EmbeddedDataset data, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        if (plan.FineTune is not { } options || network is null || outcome.IsInterrupted) return null;
        try
        {
            return await new FineTuner(options, plan.Options.Copies).TrainAsync(
                network, outcome.Validated, data, outcome.HeldOutClips, plan.Options.TargetPrecision, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch
        {
            outcome.Dispose();
            throw;
        }
    }

    private ModelDescription Describe(EmbeddingDescription embedding, TrainingOutcome outcome, FineTuneOutcome? tuned, EmbeddedDataset data)
    {
        var (calibration, report) = (tuned?.Calibration ?? outcome.Calibration, tuned?.HeldOutReport ?? outcome.HeldOut);
        return new()
        {
            Format = Preparation is null ? 1 : ModelDescription.CurrentFormat,
            Classes = data.Dataset.Classes,
            Embedding = embedding,
            Preparation = Preparation,
            Head = outcome.Head.Options,
            ClipTemperature = calibration.ClipTemperature,
            PatchTemperature = calibration.PatchTemperature,
            Thresholds = report.StoredThresholds(),
            FineTunedLayers = tuned?.Backbone is null ? 0 : plan.FineTune!.Layers,
            Metrics = JsonSerializer.SerializeToNode(report, EvaluationJson.Default.EvaluationReport)!.AsObject(),
            Training = (JsonObject)plan.Asked.DeepClone(),
            Seed = plan.Options.Trainer.Seed,
            MadeBy = plan.MadeBy,
            MadeAt = (time ?? TimeProvider.System).GetUtcNow(),
        };
    }
}
