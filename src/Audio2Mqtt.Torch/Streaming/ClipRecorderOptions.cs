namespace Audio2Mqtt.Torch.Streaming;

/// <summary>What clips are recorded, and where they go.</summary>
public sealed record ClipRecorderOptions
{
    /// <summary>The longest clip, in seconds: it is kept in memory until it is whole.</summary>
    public const double MaxSeconds = 600;

    /// <summary>The folder that the clips go into; made where it is missing.</summary>
    public required string Folder { get; init; }

    /// <summary>What file names begin with; a number follows. Default <c>clip</c>.</summary>
    /// <exception cref="ArgumentException">Not a plain file name.</exception>
    public string Prefix
    {
        get;
        init => field = IsPlain(value) ? value : throw new ArgumentException("must be a plain file name", nameof(Prefix));
    } = "clip";

    /// <summary>Seconds of a clip, from 0.5 to 600. Default 5: as ESC-50 and most training sets have them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public double Seconds
    {
        get;
        init => field = value is >= MinSeconds and <= MaxSeconds ? value
            : throw new ArgumentOutOfRangeException(nameof(Seconds), value, $"must be in [{MinSeconds}, {MaxSeconds}]");
    } = 5;

    /// <summary>How many clips, from 1. Default 20: enough for a first model.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int Count
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Count), value, "must be at least 1");
    } = 20;

    /// <summary>Seconds to get ready before each clip, from 0 to 60. Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public double PauseSeconds
    {
        get;
        init => field = value is >= 0 and <= 60 ? value : throw new ArgumentOutOfRangeException(nameof(PauseSeconds), value, "must be in [0, 60]");
    } = 1;

    /// <summary>
    /// RMS in dBFS, from -150 to 0, below which a clip is silence and is recorded again; null to keep every clip. Default -60: a quiet room through a
    /// laptop's microphone has about -55, a muted one -90.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public double? SilenceDbfs
    {
        get;
        init => field = value is null or (>= -150 and <= 0) ? value
            : throw new ArgumentOutOfRangeException(nameof(SilenceDbfs), value, "must be in [-150, 0]");
    } = -60;

    /// <summary>The shortest clip, in seconds; of an interrupted one, too: less teaches nothing.</summary>
    internal const double MinSeconds = 0.5;

    /// <summary>Whether a text can be the name of a folder or the beginning of a file's.</summary>
    /// <param name="name">The text.</param>
    public static bool IsPlain(string name) =>
        !string.IsNullOrWhiteSpace(name) && name[0] != '.' && name.AsSpan().IndexOfAny('/', '\\') < 0 && name.IndexOfAny(Path.GetInvalidFileNameChars()) < 0;
}
