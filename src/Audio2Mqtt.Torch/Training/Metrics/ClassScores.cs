namespace Audio2Mqtt.Torch.Training.Metrics;

/// <summary>How well one class is told from the others. Null is what cannot be known: a class without clips has no recall.</summary>
public sealed record ClassScores
{
    /// <summary>The class.</summary>
    public required string Name { get; init; }

    /// <summary>Its clips.</summary>
    public required int Support { get; init; }

    /// <summary>Clips that were taken for it.</summary>
    public required int Predicted { get; init; }

    /// <summary>Share of the clips taken for it that are of it; 0 where it has clips and none was taken for it.</summary>
    public required double? Precision { get; init; }

    /// <summary>Share of its clips that were taken for it.</summary>
    public required double? Recall { get; init; }

    /// <summary>Harmonic mean of precision and recall.</summary>
    public required double? F1 { get; init; }

    /// <summary>Area under the precision-recall steps of its probability (<see cref="Metrics.AveragePrecision"/>).</summary>
    public required double? AveragePrecision { get; init; }
}
