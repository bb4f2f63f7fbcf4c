namespace Audio2Mqtt.Torch.Audio;

/// <summary>What of a source is read, and as what.</summary>
public sealed record AudioInputOptions
{
    /// <summary>The lowest rate that is read or made, in hertz: below, a header is taken for broken.</summary>
    public const int MinSampleRate = 1_000;

    /// <summary>The highest rate that is read or made, in hertz: twice the fastest converters.</summary>
    public const int MaxSampleRate = 1_536_000;

    /// <summary>The highest number of channels that is read: seventh-order ambisonics.</summary>
    public const int MaxChannels = 64;

    /// <summary>Where to begin; exact to the sample of the source's rate. Default: at the beginning.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public TimeSpan Start
    {
        get;
        init => field = value >= TimeSpan.Zero ? value
            : throw new ArgumentOutOfRangeException(nameof(Start), value, "must not be negative");
    }

    /// <summary>How much to read; exact to the sample of the source's rate. Default null: to the end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or negative.</exception>
    public TimeSpan? Duration
    {
        get;
        init => field = value is null || value > TimeSpan.Zero ? value
            : throw new ArgumentOutOfRangeException(nameof(Duration), value, "must be above zero");
    }

    /// <summary>The rate to resample to, in hertz, from 1 kHz to 1.536 MHz. Default null: the source's own.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public int? SampleRate
    {
        get;
        init => field = value is null or (>= MinSampleRate and <= MaxSampleRate) ? value
            : throw new ArgumentOutOfRangeException(nameof(SampleRate), value, $"must be in [{MinSampleRate}, {MaxSampleRate}]");
    }

    /// <summary>Whether to mix all channels down to their mean. Default false: the source's own channels.</summary>
    public bool Mono { get; init; }

    /// <summary>
    /// Whether samples that are not a number or infinite become 0 with a warning, rather than an error that names the first one's
    /// position. Default false: such a file is broken, and scores of a guess would not say so.
    /// </summary>
    public bool ReplaceNonFinite { get; init; }

    /// <summary>The ffmpeg program. Default null: the environment's <c>A2M_FFMPEG</c>, else <c>ffmpeg</c> on the path.</summary>
    public string? FfmpegPath { get; init; }
}
