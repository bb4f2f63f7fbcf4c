using Audio2Mqtt.Torch.Features;

namespace Audio2Mqtt.Torch.Classification;

/// <summary>What is read of each file, how patches are cut and batched, and what results name.</summary>
public sealed record ClassifierOptions
{
    /// <summary>Frames per second.</summary>
    internal const int FramesPerSecond = 100;

    /// <summary>Where to begin in each file. Default: at the beginning.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public TimeSpan Start
    {
        get;
        init => field = value >= TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(Start), value, "must not be negative");
    }

    /// <summary>How much of each file to classify. Default null: to its end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or negative.</exception>
    public TimeSpan? Duration
    {
        get;
        init => field = value is null || value > TimeSpan.Zero ? value
            : throw new ArgumentOutOfRangeException(nameof(Duration), value, "must be above zero");
    }

    /// <summary>What a patch is. Default: YAMNet's, 0.96 s; a model says its own.</summary>
    public PatchShape Patch { get; init; } = PatchShape.Yamnet;

    /// <summary>
    /// What is done to each file before patches are cut. Default null: what the scorer's model was trained with, or nothing. A model hears worse what is
    /// prepared otherwise.
    /// </summary>
    public SoundPreparation? Preparation { get; init; }

    /// <summary>The part of a patch that the next one hears again, in [0, 1). Default 0.5, as YAMNet's: a hop of 0.48 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 1).</exception>
    public double Overlap
    {
        get;
        init => field = value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(Overlap), value, "must be in [0, 1)");
    } = 0.5;

    /// <summary>Frames from one patch to the next: the overlap in whole frames, at least one.</summary>
    public int HopFrames => Math.Max(1, (int)Math.Round(Patch.Frames * (1 - Overlap)));

    /// <summary>The time from one patch to the next.</summary>
    public TimeSpan Hop => TimeSpan.FromTicks(HopFrames * (TimeSpan.TicksPerSecond / FramesPerSecond));

    /// <summary>Samples at 16 kHz from one patch to the next.</summary>
    internal int HopSamples => HopFrames * PatchShape.FrameSamples;

    /// <summary>How patches become one score a class. Default: their mean.</summary>
    public ScoreAggregate Aggregate { get; init; } = ScoreAggregate.Mean;

    /// <summary>How many classes a result names at most, 1 or more. Default 5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int TopK
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(TopK), value, "must be 1 or more");
    } = 5;

    /// <summary>Score in [0, 1] below which a class is not listed. Default 0: the highest classes whatever their score.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 1].</exception>
    public float Threshold
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Threshold), value, "must be in [0, 1]");
    }

    /// <summary>Whether results carry the timeline of patches. Default false.</summary>
    public bool KeepPatches { get; init; }

    /// <summary>Score in [0, 1] from which a patch belongs to a segment of a class. Default null: results carry no segments.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 1].</exception>
    public float? SegmentThreshold
    {
        get;
        init => field = value is null or (>= 0 and <= 1) ? value
            : throw new ArgumentOutOfRangeException(nameof(SegmentThreshold), value, "must be in [0, 1]");
    }

    /// <summary>Scores from which a patch belongs to a segment of these classes, by name, in place of <see cref="SegmentThreshold"/>.</summary>
    public IReadOnlyDictionary<string, float> ClassThresholds { get; init; } = new Dictionary<string, float>();

    /// <summary>Classes that results may name: names, patterns or indices. Default: all.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Classes that results never name, taken from <see cref="Include"/>. Default: none.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Patches that the network gets at a time at most, 1 to 1024. Default 32: best on one thread from 16 on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [1, 1024].</exception>
    public int BatchSize
    {
        get;
        init => field = value is >= 1 and <= 1024 ? value
            : throw new ArgumentOutOfRangeException(nameof(BatchSize), value, "must be in [1, 1024]");
    } = 32;

    /// <summary>Threads that run the network, and as many that decode, 1 to 256. Default: one a core, as each uses one thread.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [1, 256].</exception>
    public int Workers
    {
        get;
        init => field = value is >= 1 and <= 256 ? value : throw new ArgumentOutOfRangeException(nameof(Workers), value, "must be in [1, 256]");
    } = Math.Clamp(Environment.ProcessorCount, 1, 256);
}
