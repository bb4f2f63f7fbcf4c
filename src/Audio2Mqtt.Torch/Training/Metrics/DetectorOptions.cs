namespace Audio2Mqtt.Torch.Training.Metrics;

/// <summary>How probabilities over time become events, and how events are compared.</summary>
public sealed record DetectorOptions
{
    /// <summary>Seconds from patch to patch. Default 0.48, the network's hop.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not above 0.</exception>
    public double HopSeconds { get; init => field = AboveZero(value, nameof(HopSeconds)); } = 0.48;

    /// <summary>Seconds that a patch hears. Default 0.96.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not above 0.</exception>
    public double WindowSeconds { get; init => field = AboveZero(value, nameof(WindowSeconds)); } = 0.96;

    /// <summary>Neighbouring patches that are averaged. Default as thresholds are fitted (<see cref="Thresholds.SmoothedPatches"/>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int SmoothedPatches
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(SmoothedPatches), value, "must be 1 or more");
    } = Thresholds.SmoothedPatches;

    /// <summary>Detections of a class up to so many seconds apart are one. Default 0.5: a dip of one hop ends no sound.</summary>
    public double JoinSeconds { get; init; } = 0.5;

    /// <summary>An event is found when its onset is so near, in seconds. Default 0.2, the field's (sed_eval, DCASE).</summary>
    public double OnsetCollarSeconds { get; init; } = 0.2;

    /// <summary>And its offset is so near, in seconds, or <see cref="OffsetCollarShare"/> of its length. Default 0.2, the field's.</summary>
    public double OffsetCollarSeconds { get; init; } = 0.2;

    /// <summary>Share of an event's length by which its offset may be off, where that is more. Default 0.5, the field's.</summary>
    public double OffsetCollarShare { get; init; } = 0.5;

    /// <summary>
    /// Collar of the scores that compare onsets only, in seconds. Default 0.5: whoever listens wants to be told in time, and patches 0.48 s apart
    /// cannot place an onset more exactly.
    /// </summary>
    public double ListenCollarSeconds { get; init; } = 0.5;

    /// <summary>Length of the segments that segment-based scores compare, in seconds. Default 1, the field's.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not above 0.</exception>
    public double SegmentSeconds { get; init => field = AboveZero(value, nameof(SegmentSeconds)); } = 1;

    private static double AboveZero(double value, string name) =>
        value > 0 ? value : throw new ArgumentOutOfRangeException(name, value, "must be above 0");
}
