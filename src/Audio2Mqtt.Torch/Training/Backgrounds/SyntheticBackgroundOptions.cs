using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Training.Backgrounds;

/// <summary>How many files of synthetic background are made, and what they are.</summary>
public sealed record SyntheticBackgroundOptions
{
    /// <summary>The most files of a kind: three digits number them, four where there are more.</summary>
    public const int MaxSamples = 10_000;

    /// <summary>The longest file, in seconds: a minute's noise of a colour is made at once.</summary>
    public const double MaxSeconds = 600;

    /// <summary>Files of each kind, 1 to 10000. Default 20: as many as a small class has.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public int Samples
    {
        get;
        init => field = value is >= 1 and <= MaxSamples ? value : throw new ArgumentOutOfRangeException(nameof(Samples), value, $"must be in [1, {MaxSamples}]");
    } = 20;

    /// <summary>Length of each file in seconds, 0.2 to 600. Default 2: three patches.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public double Seconds
    {
        get;
        init => field = value is >= ClipCheck.MinSeconds and <= MaxSeconds ? value
            : throw new ArgumentOutOfRangeException(nameof(Seconds), value, $"must be in [{ClipCheck.MinSeconds}, {MaxSeconds}]");
    } = 2;

    /// <summary>Decides levels and samples: the same seed gives the same files, whatever their number. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>The format of the files. Default WAV: read by everything.</summary>
    public AudioFileFormat Format { get; init; } = AudioFileFormat.Wav;

    /// <summary>Whether files that exist are replaced. Default false: nothing is written when one exists.</summary>
    public bool Overwrite { get; init; }
}
