using Audio2Mqtt.Torch.Network;

namespace Audio2Mqtt.Torch.Training;

/// <summary>How a head is trained. The defaults were chosen from measurements: docs/training.md.</summary>
public sealed record TrainerOptions
{
    /// <summary>The head's layers.</summary>
    public HeadOptions Head { get; init; } = new();

    /// <summary>Times that training goes over all clips, 1 to 100 000. Default 50.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [1, 100000].</exception>
    public int Epochs
    {
        get;
        init => field = value is >= 1 and <= 100_000 ? value : throw new ArgumentOutOfRangeException(nameof(Epochs), value, "must be in [1, 100000]");
    } = 50;

    /// <summary>Samples a step, 1 to 65 536. Default 32.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [1, 65536].</exception>
    public int BatchSize
    {
        get;
        init => field = value is >= 1 and <= 65_536 ? value : throw new ArgumentOutOfRangeException(nameof(BatchSize), value, "must be in [1, 65536]");
    } = 32;

    /// <summary>Rate at the beginning, above 0 and at most 1. Default 0.001.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside (0, 1].</exception>
    public double LearningRate
    {
        get;
        init => field = value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(LearningRate), value, "must be above 0 and at most 1");
    } = 1e-3;

    /// <summary>Which optimizer.</summary>
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.AdamW;

    /// <summary>How the rate changes.</summary>
    public ScheduleKind Schedule { get; init; } = ScheduleKind.Cosine;

    /// <summary>Decay of weights, in [0, 10].</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 10].</exception>
    public double WeightDecay
    {
        get;
        init => field = value is >= 0 and <= 10 ? value : throw new ArgumentOutOfRangeException(nameof(WeightDecay), value, "must be in [0, 10]");
    }

    /// <summary>Share of a label that is spread over all classes, in [0, 1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 1).</exception>
    public double LabelSmoothing
    {
        get;
        init => field = value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(LabelSmoothing), value, "must be in [0, 1)");
    }

    /// <summary>Alpha of the Beta distribution that two samples are mixed by, in [0, 10]; 0 mixes nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 10].</exception>
    public double Mixup
    {
        get;
        init => field = value is >= 0 and <= 10 ? value : throw new ArgumentOutOfRangeException(nameof(Mixup), value, "must be in [0, 10]");
    }

    /// <summary>Power of the classes' inverse shares that their losses are weighted by, in [0, 1]: 0 not at all, 1 as if all were equally large.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 1].</exception>
    public double Balance
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Balance), value, "must be in [0, 1]");
    } = 1;

    /// <summary>Share of samples that are the mean of a random stretch of a clip instead of the whole clip, in [0, 1].</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 1].</exception>
    public double SpanShare
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(SpanShare), value, "must be in [0, 1]");
    } = 0.5;

    /// <summary>Epochs without a better validation after which training ends, 1 or more; null for never.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int? Patience
    {
        get;
        init => field = value is null or >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Patience), value, "must be 1 or more");
    }

    /// <summary>The epoch after which training ends although its schedule is made for <see cref="Epochs"/>, 1 or more; null for the last.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int? StopAfter
    {
        get;
        init => field = value is null or >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(StopAfter), value, "must be 1 or more");
    }

    /// <summary>The same for the first of two passes, where there are changed copies.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int? StopAfterFirst
    {
        get;
        init => field = value is null or >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(StopAfterFirst), value, "must be 1 or more");
    }

    /// <summary>How much the second of two passes is held to what the first says about clips as they are, in [0, 100].</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 100].</exception>
    public double Distillation
    {
        get;
        init => field = value is >= 0 and <= 100 ? value : throw new ArgumentOutOfRangeException(nameof(Distillation), value, "must be in [0, 100]");
    } = 3;

    /// <summary>What the logits of the second pass's half of a head count, in [0, 1]; those of the first pass's half count the rest. Default 0.85.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 1].</exception>
    public double RobustShare
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(RobustShare), value, "must be in [0, 1]");
    } = 0.85;

    /// <summary>
    /// Whether inputs are shifted and scaled to mean 0 and deviation 1. Default false: YAMNet's embeddings are of one scale, and noise changes the
    /// deviations that would be divided by (docs/training.md). Spectra need it.
    /// </summary>
    public bool IsStandardised { get; init; }

    /// <summary>Decides everything random.</summary>
    public long Seed { get; init; }
}
