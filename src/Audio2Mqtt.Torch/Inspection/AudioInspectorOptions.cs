using Audio2Mqtt.Torch.Network;

namespace Audio2Mqtt.Torch.Inspection;

/// <summary>What of a file is inspected, and how.</summary>
public sealed record AudioInspectorOptions
{
    /// <summary>Where to begin. Default: at the beginning.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public TimeSpan Start
    {
        get;
        init => field = value >= TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(Start), value, "must not be negative");
    }

    /// <summary>How much to inspect. Default null: to the end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or negative.</exception>
    public TimeSpan? Duration
    {
        get;
        init => field = value is null || value > TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(Duration), value, "must be above zero");
    }

    /// <summary>The level below which 20 ms are silent, in dBFS RMS, from -120 to 0. Default -60, as for training.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public double SilenceDbfs
    {
        get;
        init => field = value is >= -120 and <= 0 ? value : throw new ArgumentOutOfRangeException(nameof(SilenceDbfs), value, "must be in [-120, 0]");
    } = ClipJudge.SilenceDbfs;

    /// <summary>Whether to gather what pictures need: it takes torch, and some more time. Default false.</summary>
    public bool WithPictures { get; init; }

    /// <summary>How much of the beginning is kept for playing, with pictures. Default two minutes: about 2 to 4 MB of FLAC.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero, negative or above an hour.</exception>
    public TimeSpan PlayedAtMost
    {
        get;
        init => field = value > TimeSpan.Zero && value <= TimeSpan.FromHours(1) ? value
            : throw new ArgumentOutOfRangeException(nameof(PlayedAtMost), value, "must be above zero, and at most an hour");
    } = TimeSpan.FromMinutes(2);
}
