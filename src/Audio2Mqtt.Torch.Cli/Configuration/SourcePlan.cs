using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Features;

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

    /// <summary>What is done to its sound before the model hears it: what was asked for, else what the model was trained with.</summary>
    public SoundPreparation Preparation =>
        (Model.Preparation ?? new()).Overruled(Settings.Value(SourceKeys.Denoise), Settings.Value(SourceKeys.Trim), Settings.Value(SourceKeys.TopDb));

    /// <summary>What to tell of sound that a model hears otherwise than what it was trained on; null where there is nothing to tell.</summary>
    public string? Warning
    {
        get
        {
            var (trained, heard) = (Model.Preparation ?? new(), Preparation);
            if (Model.Path is null || trained == heard) return null;
            return $"warning: {Name}: {Model} was trained on recordings {trained}; here sound is {(heard.IsNone ? "as it is" : heard)}, and it may hear worse";
        }
    }

    /// <summary>Null for half a patch of the model.</summary>
    public TimeSpan? Hop => Settings.Value(SourceKeys.Hop);
}
