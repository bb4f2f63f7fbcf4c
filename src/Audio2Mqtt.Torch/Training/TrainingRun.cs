using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Training.FineTuning;

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
    /// <exception cref="DatasetException">The clips cannot be trained on.</exception>
    /// <exception cref="ModelException">The model cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The token, before there was anything to keep.</exception>
    public async Task<TrainingResult> RunAsync(
        Yamnet? network, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        SoundModel.CheckPlace(plan.Output, plan.Overwrite);
        if (plan.FineTune is { } wanted) ComputeDevices.IsCuda(wanted.Device);
        var began = Stopwatch.GetTimestamp();
        var embedding = plan.Spectrum is { } spectrum ? EmbeddingDescription.Of(spectrum) : EmbeddingDescription.Of(network!);
        using var embedder = Embedders.For(embedding, network);
        using var data = await EmbeddedDataset.CreateAsync(
            plan.Dataset,
            new ClipEmbedder(embedder, embedding.Key, plan.Cache, plan.Workers),
            embedder.Size,
            plan.Options.Copies,
            plan.Options.Trainer.Seed,
            progress,
            cancellationToken).ConfigureAwait(false);
        var embedded = Stopwatch.GetElapsedTime(began);
        var training = plan.Options with { Trainer = plan.Options.Trainer with { IsStandardised = plan.Spectrum is not null } };
        var outcome = new ModelTrainer(training).Train(data, progress, cancellationToken);
        var trained = Stopwatch.GetElapsedTime(began);
        FineTuneOutcome? tuned = null;
        if (plan.FineTune is { } options && network is not null && !outcome.IsInterrupted)
        {
            tuned = await new FineTuner(options, plan.Options.Copies).TrainAsync(
                network, outcome.Validated, data, outcome.HeldOutClips, plan.Options.TargetPrecision, progress, cancellationToken).ConfigureAwait(false);
        }

        var heldOut = tuned?.HeldOutReport ?? outcome.HeldOut;
        var model = new SoundModel(Describe(embedding, outcome, tuned, data), tuned?.Backbone is null ? outcome.Head : outcome.Validated, tuned?.Backbone);
        var result = new TrainingResult
        {
            Model = model,
            HeldOut = heldOut,
            Procedure = outcome.Procedure,
            Used = data.Used,
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

    private ModelDescription Describe(EmbeddingDescription embedding, TrainingOutcome outcome, FineTuneOutcome? tuned, EmbeddedDataset data)
    {
        var (calibration, report) = (tuned?.Calibration ?? outcome.Calibration, tuned?.HeldOutReport ?? outcome.HeldOut);
        return new()
        {
            Classes = data.Dataset.Classes,
            Embedding = embedding,
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
