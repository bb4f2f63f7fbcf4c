using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Training.Backgrounds;

/// <summary>How many segments of background are cut out of recordings, and how long they are.</summary>
public sealed record BackgroundExtractionOptions
{
    /// <summary>The most segments of one extraction.</summary>
    public const int MaxSegments = 10_000;

    /// <summary>The longest segment, in seconds; one is in memory at a time.</summary>
    public const double MaxSeconds = 600;

    /// <summary>Segments that are wanted, 1 to 10000. Default 20: as many as a small class has.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public int Segments
    {
        get;
        init => field = value is >= 1 and <= MaxSegments ? value : throw new ArgumentOutOfRangeException(nameof(Segments), value, $"must be in [1, {MaxSegments}]");
    } = 20;

    /// <summary>Length of each segment in seconds, 0.2 to 600, rounded to milliseconds. Default 2: three patches.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public double Seconds
    {
        get;
        init => field = value is >= ClipCheck.MinSeconds and <= MaxSeconds ? value
            : throw new ArgumentOutOfRangeException(nameof(Seconds), value, $"must be in [{ClipCheck.MinSeconds}, {MaxSeconds}]");
    } = 2;

    /// <summary>Decides which segments: the same seed, recordings and figures give the same ones. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>The format of the files. Default WAV: read by everything.</summary>
    public AudioFileFormat Format { get; init; } = AudioFileFormat.Wav;

    /// <summary>Whether files that exist are replaced. Default false: one that exists ends the work.</summary>
    public bool Overwrite { get; init; }
}
