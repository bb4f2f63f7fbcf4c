using Audio2Mqtt.Torch.Network;

namespace Audio2Mqtt.Torch.Training.FineTuning;

/// <summary>How the network's own layers are trained.</summary>
public sealed record FineTuneOptions
{
    /// <summary>Layers from the end, 1 to 14 (all).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [1, 14].</exception>
    public required int Layers
    {
        get;
        init => field = value >= 1 && value <= Yamnet.LayerCount ? value
            : throw new ArgumentOutOfRangeException(nameof(Layers), value, $"must be in [1, {Yamnet.LayerCount}]");
    }

    /// <summary>Times that training goes over all clips, 1 to 10 000. Default 16: with all layers open, the loss still falls after eight.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [1, 10000].</exception>
    public int Epochs
    {
        get;
        init => field = value is >= 1 and <= 10_000 ? value : throw new ArgumentOutOfRangeException(nameof(Epochs), value, "must be in [1, 10000]");
    } = 16;

    /// <summary>
    /// Rate at the beginning, relative to each channel's own size, above 0 and at most 1. Default 0.002: a step changes a channel by two thousandths of
    /// itself, whether its weights are around 0.001 or around 1.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside (0, 1].</exception>
    public double LearningRate
    {
        get;
        init => field = value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(LearningRate), value, "must be above 0 and at most 1");
    } = 2e-3;

    /// <summary>Clips a step, 1 to 1024. Default 16.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [1, 1024].</exception>
    public int BatchSize
    {
        get;
        init => field = value is >= 1 and <= 1024 ? value : throw new ArgumentOutOfRangeException(nameof(BatchSize), value, "must be in [1, 1024]");
    } = 16;

    /// <summary>Consecutive patches of a clip in a step at most, 1 to 64. Default 3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [1, 64].</exception>
    public int PatchesPerClip
    {
        get;
        init => field = value is >= 1 and <= 64 ? value : throw new ArgumentOutOfRangeException(nameof(PatchesPerClip), value, "must be in [1, 64]");
    } = 3;

    /// <summary>
    /// Share of a label that is spread over all classes, in [0, 1). Default 0: the head was trained without, and judging by the loss would take
    /// smoothed probabilities for worse ones.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 1).</exception>
    public double LabelSmoothing
    {
        get;
        init => field = value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(LabelSmoothing), value, "must be in [0, 1)");
    }

    /// <summary>Where it is computed. Default <see cref="ComputeDevice.Auto"/>. On a GPU the network computes in bfloat16 (mixed precision).</summary>
    public ComputeDevice Device { get; init; } = ComputeDevice.Auto;

    /// <summary>Whether clips are masked in time and frequency (SpecAugment). Default true.</summary>
    public bool Masks { get; init; } = true;

    /// <summary>Decides everything random.</summary>
    public long Seed { get; init; }
}
