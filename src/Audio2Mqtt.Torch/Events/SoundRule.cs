namespace Audio2Mqtt.Torch.Events;

/// <summary>A sound that is watched, and when it counts as heard.</summary>
public sealed record SoundRule
{
    /// <summary>The start threshold where neither the user nor the model gives one.</summary>
    public const float DefaultStartThreshold = 0.7f;

    /// <summary>
    /// A release threshold that nobody gives is this share of the start threshold: so far a score may fall before a sound counts as over, and a sound
    /// whose score sways around its start threshold stays one event. 0.3, by measurement (docs/streaming.md): fewer repeats than at 0.5, ends no later.
    /// </summary>
    public const float ReleaseShare = 0.3f;

    private readonly float? release;

    /// <summary>What events call it: a class, or a group of classes.</summary>
    /// <exception cref="ArgumentException">No name.</exception>
    public required string Name
    {
        get;
        init => field = string.IsNullOrWhiteSpace(value) ? throw new ArgumentException("a sound needs a name", nameof(Name)) : value;
    }

    /// <summary>The classes that make it: indices into the model's scores, at least one.</summary>
    /// <exception cref="ArgumentException">None, one twice, or one below 0.</exception>
    public required IReadOnlyList<int> Classes
    {
        get;
        init => field = value.Count > 0 && value.Distinct().Count() == value.Count && value.All(index => index >= 0) ? value
            : throw new ArgumentException("must be different indices of classes, at least one", nameof(Classes));
    }

    /// <summary>Smoothed score in [0, 1] at or above which it may start. Default 0.7: a missed sound costs less than a false alarm.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 1].</exception>
    public float StartThreshold
    {
        get;
        init => field = InUnit(value, nameof(StartThreshold));
    } = DefaultStartThreshold;

    /// <summary>
    /// Smoothed score in [0, 1] below which it is over, at most the start threshold. Default: <see cref="ReleaseShare"/> of the start threshold.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 1].</exception>
    public float ReleaseThreshold
    {
        get => release ?? (StartThreshold * ReleaseShare);
        init => release = InUnit(value, nameof(ReleaseThreshold));
    }

    /// <summary>After its end it does not start again for so long. Default 1 s: a dog's barks are one message after another, not ten.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0 or over a day.</exception>
    public TimeSpan Debounce
    {
        get;
        init => field = InDay(value, TimeSpan.Zero, nameof(Debounce));
    } = TimeSpan.FromSeconds(1);

    /// <summary>It is told only once it has lasted so long. Default 0: at once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0 or over a day.</exception>
    public TimeSpan MinDuration
    {
        get;
        init => field = InDay(value, TimeSpan.Zero, nameof(MinDuration));
    }

    /// <summary>
    /// An event that lasts so long is ended; the sound may start again after the debounce. Default 10 min: a sensor that hangs on a fan that was taken for
    /// something else comes back.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not above 0, or over a day.</exception>
    public TimeSpan MaxDuration
    {
        get;
        init => field = InDay(value, TimeSpan.FromMilliseconds(1), nameof(MaxDuration));
    } = TimeSpan.FromMinutes(10);

    /// <summary>What the user wants to be told with it.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    private static float InUnit(float value, string name) =>
        value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(name, value, "must be in [0, 1]");

    private static TimeSpan InDay(TimeSpan value, TimeSpan least, string name) =>
        value >= least && value <= TimeSpan.FromDays(1) ? value
            : throw new ArgumentOutOfRangeException(name, value, $"must be in [{least.TotalSeconds} s, 1 day]");
}
