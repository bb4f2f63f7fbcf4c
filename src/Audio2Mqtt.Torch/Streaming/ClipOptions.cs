namespace Audio2Mqtt.Torch.Streaming;

/// <summary>Which audio is kept of events.</summary>
public sealed record ClipOptions
{
    /// <summary>The folder; made where it is missing. Files lie in it by source and day.</summary>
    public required string Folder { get; init; }

    /// <summary>How much is kept from before an event, 0 to 60 s. Default 1 s: a start is told up to a patch late.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public TimeSpan Before
    {
        get;
        init => field = InRange(value, nameof(Before));
    } = TimeSpan.FromSeconds(1);

    /// <summary>How much is kept from after an event, 0 to 60 s. Default 1 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public TimeSpan After
    {
        get;
        init => field = InRange(value, nameof(After));
    } = TimeSpan.FromSeconds(1);

    /// <summary>How large all clips together may become, in bytes; the oldest go first. Default null: as large as the disk.</summary>
    /// <exception cref="ArgumentOutOfRangeException">0 or less.</exception>
    public long? MaxBytes
    {
        get;
        init => field = value is null or > 0 ? value : throw new ArgumentOutOfRangeException(nameof(MaxBytes), value, "must be above 0");
    }

    /// <summary>How old a clip may become. Default null: for ever.</summary>
    /// <exception cref="ArgumentOutOfRangeException">0 or less.</exception>
    public TimeSpan? MaxAge
    {
        get;
        init => field = value is null || value > TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(MaxAge), value, "must be above 0");
    }

    /// <summary>Whether no clip is kept in which the base network hears speech, whatever else it hears. Default false.</summary>
    public bool NoSpeech { get; init; }

    private static TimeSpan InRange(TimeSpan value, string name) => value >= TimeSpan.Zero && value <= TimeSpan.FromSeconds(60) ? value
        : throw new ArgumentOutOfRangeException(name, value, "must be in [0, 60] seconds");
}
