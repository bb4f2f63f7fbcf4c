namespace Audio2Mqtt.Torch.Training.Metrics;

/// <summary>The score from which a class is taken as heard, and what that brought on labelled clips.</summary>
public sealed record ClassThreshold
{
    /// <summary>The class.</summary>
    public string Name { get; init; } = "";

    /// <summary>In (0, 1]; null where no clip scored high enough for any, and the default stays.</summary>
    public required float? Threshold { get; init; }

    /// <summary>Share of the clips at or above it that are of the class; null without one.</summary>
    public required double? Precision { get; init; }

    /// <summary>Share of the class's clips at or above it; null without one.</summary>
    public required double? Recall { get; init; }

    /// <summary>Clips of the class.</summary>
    public required int Positives { get; init; }

    /// <summary>Whether the wanted precision was reached.</summary>
    public required bool Reached { get; init; }

    /// <summary>The trade: precision and recall at up to 50 falling thresholds.</summary>
    public IReadOnlyList<TradePoint> Trade { get; init; } = [];
}
