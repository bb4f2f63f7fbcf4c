namespace Audio2Mqtt.Torch.Events;

/// <summary>Which patches are too quiet to be looked at. Levels are RMS in dBFS: a full-scale sine has -3.</summary>
public sealed record EnergyGateOptions
{
    /// <summary>Always open.</summary>
    public static EnergyGateOptions Off { get; } = new() { ThresholdDbfs = null };

    /// <summary>
    /// Level at or above which the gate opens, in [-150, 0] dBFS; null: always open. Default -40: quiet speech next to a microphone, louder than a quiet
    /// room. Not looked at where the gate is <see cref="Adaptive"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [-150, 0].</exception>
    public float? ThresholdDbfs
    {
        get;
        init => field = value is null or (>= -150 and <= 0) ? value
            : throw new ArgumentOutOfRangeException(nameof(ThresholdDbfs), value, "must be in [-150, 0] dBFS");
    } = -40;

    /// <summary>
    /// Whether the gate follows the noise floor: it opens <see cref="MarginDb"/> above it, in a quiet room below <see cref="ThresholdDbfs"/> too, and stays
    /// shut for a fan that runs steadily.
    /// </summary>
    public bool Adaptive { get; init; }

    /// <summary>How far above the noise floor an adaptive gate opens, in [0, 60] dB. Default 6: twice the amplitude of what always runs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 60].</exception>
    public float MarginDb
    {
        get;
        init => field = value is >= 0 and <= 60 ? value : throw new ArgumentOutOfRangeException(nameof(MarginDb), value, "must be in [0, 60] dB");
    } = 6;

    /// <summary>
    /// Over how long the quietest patch is the noise floor, 1 s to 1 h. Default 30 s: longer than most sounds that alarms are raised for; a sound that goes on
    /// without a pause for longer becomes the floor, and an adaptive gate shuts.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [1 s, 1 h].</exception>
    public TimeSpan FloorMemory
    {
        get;
        init => field = value >= TimeSpan.FromSeconds(1) && value <= TimeSpan.FromHours(1) ? value
            : throw new ArgumentOutOfRangeException(nameof(FloorMemory), value, "must be in [1 s, 1 h]");
    } = TimeSpan.FromSeconds(30);
}
