using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Training.FineTuning;

namespace Audio2Mqtt.Torch.Training;

/// <summary>A trained model, saved, and how it went.</summary>
public sealed record TrainingResult : IDisposable
{
    /// <summary>The model; owned by this.</summary>
    public required SoundModel Model { get; init; }

    /// <summary>How good heads of this making are on clips that they were not trained on.</summary>
    public required EvaluationReport HeldOut { get; init; }

    /// <summary>How that was found: <c>5 folds</c>, <c>20 % held out</c>.</summary>
    public required string Procedure { get; init; }

    /// <summary>The dataset as far as it could be used.</summary>
    public required Dataset Used { get; init; }

    /// <summary>How long each clip is, in seconds, to half a patch.</summary>
    public required IReadOnlyDictionary<ClipSource, double> Seconds { get; init; }

    /// <summary>The clips that could not be used.</summary>
    public required IReadOnlyList<LeftOutClip> LeftOut { get; init; }

    /// <summary>Every epoch of the head's training with clips held out.</summary>
    public required IReadOnlyList<EpochRecord> History { get; init; }

    /// <summary>The best of them.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>What fine-tuning gave; null where it was not asked for.</summary>
    public FineTuneOutcome? FineTune { get; init; }

    /// <summary>Whether training was ended early.</summary>
    public required bool IsInterrupted { get; init; }

    /// <summary>Clips that came whole from the cache.</summary>
    public required int CachedClips { get; init; }

    /// <summary>Time until every clip was embedded.</summary>
    public required TimeSpan Embedding { get; init; }

    /// <summary>Time of the head's trainings.</summary>
    public required TimeSpan Training { get; init; }

    /// <summary>Time of everything.</summary>
    public required TimeSpan Total { get; init; }

    /// <inheritdoc/>
    public void Dispose() => Model.Dispose();
}
