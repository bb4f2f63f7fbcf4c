using Audio2Mqtt.Torch.Events;

namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>A source as it will be listened to.</summary>
internal sealed record SourcePlan
{
    public required SourceSection Section { get; init; }

    /// <summary>What holds for it.</summary>
    public required Settings Settings { get; init; }

    public required ModelChoice Model { get; init; }

    public string Name => Section.Name;

    public DetectionOptions Detection => new()
    {
        SmoothingPatches = Settings.Get(SourceKeys.Averaging).Patches,
        Smoothing = Settings.Get(SourceKeys.Averaging).Rule,
        Confirm = Settings.Get(SourceKeys.Confirm),
        UpdateInterval = Settings.Get(SourceKeys.UpdateInterval),
    };

    public EnergyGateOptions Gate => new()
    {
        ThresholdDbfs = Settings.Get(SourceKeys.EnergyThreshold).Dbfs,
        Adaptive = Settings.Get(SourceKeys.AdaptiveGate),
        MarginDb = (float)Settings.Get(SourceKeys.GateMargin),
        FloorMemory = Settings.Get(SourceKeys.FloorMemory),
    };

    /// <summary>Null for half a patch of the model.</summary>
    public TimeSpan? Hop => Settings.Value(SourceKeys.Hop);
}
