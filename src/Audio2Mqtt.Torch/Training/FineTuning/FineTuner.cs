using Audio2Mqtt.Torch.Network;

namespace Audio2Mqtt.Torch.Training.FineTuning;

/// <summary>
/// Trains the network's last layers, or all, together with a head that was trained on the frozen network. Every epoch is judged on the clips that
/// were held out, as clips are judged everywhere; the frozen network is the epoch to beat, and stays where none beats it.
/// </summary>
/// <param name="options">How.</param>
/// <param name="transforms">Changes that clips are heard under; none for clips as they are.</param>
public sealed class FineTuner(FineTuneOptions options, IReadOnlyList<IWaveformTransform> transforms)
{
    /// <summary>The head's rate. It is already good: small steps, so that it follows the network instead of running ahead.</summary>
    internal const double HeadLearningRate = 2e-4;

    /// <summary>Whether the network computes in bfloat16; null for on a GPU only.</summary>
    internal bool? IsMixedPrecision { get; init; }

    /// <summary>Fine-tunes.</summary>
    /// <param name="network">Changed; afterwards it holds whatever was best. Borrowed.</param>
    /// <param name="head">Trained on the frozen network without the held-out clips; changed likewise. Borrowed.</param>
    /// <param name="data">The clips.</param>
    /// <param name="heldOut">Places of the clips to judge by, at least one; all others are learnt from.</param>
    /// <param name="targetPrecision">What thresholds are made for.</param>
    /// <param name="progress">Told after each epoch; null for nobody.</param>
    /// <param name="cancellationToken">Ends the work; the best so far is kept.</param>
    /// <exception cref="DeviceException">CUDA was asked for and is not here.</exception>
    /// <exception cref="OperationCanceledException">The token, before the frozen network was judged.</exception>
    public async Task<FineTuneOutcome> TrainAsync(
        Yamnet network,
        Head head,
        EmbeddedDataset data,
        IReadOnlyList<int> heldOut,
        double targetPrecision = EvaluationReport.DefaultTargetPrecision,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(heldOut);
        var device = ComputeDevices.Resolve(options.Device);
        using var judge = new FineTuneJudge(network, head, data, heldOut, transforms, options.Seed);
        var frozen = await judge.JudgeAsync(cancellationToken).ConfigureAwait(false);
        var best = frozen;
        var history = new List<EpochRecord>();
        int[] learnt = [.. data.Clips.Except(heldOut)];
        network.UnfreezeLast(options.Layers);
        using var bestNetwork = new BestWeights(network);
        using var bestHead = new BestWeights(head);
        bestNetwork.Offer(0, frozen.Loss);
        bestHead.Offer(0, frozen.Loss);
        using var samples = new FineTuneSamples(data, transforms, options);
        using (var step = new FineTuneStep(network, head, [.. learnt.Select(clip => data.Labels[clip])], options, device, IsMixedPrecision ?? device.type == TorchSharp.DeviceType.CUDA))
        {
            for (var epoch = 1; epoch <= options.Epochs; epoch++)
            {
                var (loss, accuracy) = step.Epoch(samples, learnt, epoch, cancellationToken);
                step.ToKept();
                if (await JudgeAsync(judge, cancellationToken).ConfigureAwait(false) is not { } judged) break;
                history.Add(new(epoch, loss, accuracy, judged.Loss, judged.Accuracy, step.Rate(epoch)));
                progress?.Report(new(TrainingStage.FineTuning, epoch, options.Epochs, history[^1]));

                if (!judged.IsClearlyBetter(frozen) || judged.Accuracy < best.Accuracy || judged.Loss >= best.Loss) continue;
                best = judged;
                bestNetwork.Offer(epoch, judged.Loss);
                bestHead.Offer(epoch, judged.Loss);
            }
        }

        bestNetwork.Restore();
        bestHead.Restore();
        network.UnfreezeLast(0);
        var outcome = new FineTuneOutcome
        {
            FrozenLoss = frozen.Loss, FrozenAccuracy = frozen.Accuracy, Loss = best.Loss, Accuracy = best.Accuracy, History = history, BestEpoch = bestNetwork.Epoch,
        };
        if (bestNetwork.Epoch == 0) return outcome;
        var classes = data.Dataset.Classes;
        var calibration = Calibration.Fit(best.Logits, classes.Count);
        var report = EvaluationReport.Of([.. best.Logits.Select(clip => calibration.Predict(clip, classes.Count))], classes, targetPrecision);
        return outcome with { Backbone = network.ToWeights(), Calibration = calibration, HeldOutReport = report };
    }

    // Null where the token ended it.
    private static async Task<FineTuneScores?> JudgeAsync(FineTuneJudge judge, CancellationToken cancellationToken)
    {
        try
        {
            return await judge.JudgeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
