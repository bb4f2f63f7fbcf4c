using Audio2Mqtt.Torch.Network.Weights;

namespace Audio2Mqtt.Torch.Training.FineTuning;

/// <summary>What fine-tuning gave.</summary>
public sealed record FineTuneOutcome
{
    /// <summary>The network's new weights; null where training them made nothing better, and the head on the frozen network stays.</summary>
    public YamnetWeights? Backbone { get; init; }

    /// <summary>Temperatures of the fine-tuned network with its head; null where the old one stays.</summary>
    public Calibration? Calibration { get; init; }

    /// <summary>How good it is on the clips that were held out; null where the old one stays.</summary>
    public EvaluationReport? HeldOutReport { get; init; }

    /// <summary>The held-out loss of the head on the frozen network.</summary>
    public required double FrozenLoss { get; init; }

    /// <summary>The held-out accuracy of the head on the frozen network.</summary>
    public required double FrozenAccuracy { get; init; }

    /// <summary>The held-out loss of what was kept.</summary>
    public required double Loss { get; init; }

    /// <summary>The held-out accuracy of what was kept.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Every epoch.</summary>
    public required IReadOnlyList<EpochRecord> History { get; init; }

    /// <summary>The best epoch; 0 where the frozen network stays.</summary>
    public required int BestEpoch { get; init; }
}
