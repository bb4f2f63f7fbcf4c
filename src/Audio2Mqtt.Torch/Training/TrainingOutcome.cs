using Audio2Mqtt.Torch.Network;

namespace Audio2Mqtt.Torch.Training;

/// <summary>What a training gave.</summary>
public sealed record TrainingOutcome : IDisposable
{
    /// <summary>The head, trained on everything, in evaluation mode; owned by this.</summary>
    public required Head Head { get; init; }

    /// <summary>The head that was trained with clips held out (those of the first fold), in evaluation mode; owned by this.</summary>
    public required Head Validated { get; init; }

    /// <summary>Places of the clips that <see cref="Validated"/> was not trained on.</summary>
    public required IReadOnlyList<int> HeldOutClips { get; init; }

    /// <summary>Temperatures, fitted on clips that were held out.</summary>
    public required Calibration Calibration { get; init; }

    /// <summary>How good heads of this making are on clips that they were not trained on.</summary>
    public required EvaluationReport HeldOut { get; init; }

    /// <summary>How the held-out scores came about: <c>5 folds</c>, <c>20 % held out</c>.</summary>
    public required string Procedure { get; init; }

    /// <summary>Epochs of the training with clips held out; of the first fold where there were several.</summary>
    public required IReadOnlyList<EpochRecord> History { get; init; }

    /// <summary>The epoch that validation found best.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>Whether it was ended early; the head is the best until then.</summary>
    public required bool IsInterrupted { get; init; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Head.Dispose();
        Validated.Dispose();
    }
}
