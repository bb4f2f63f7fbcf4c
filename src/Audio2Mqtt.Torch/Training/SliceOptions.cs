using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Training;

/// <summary>How a labelled recording is cut into files.</summary>
public sealed record SliceOptions
{
    /// <summary>The format of the files. Default WAV: read by everything.</summary>
    public AudioFileFormat Format { get; init; } = AudioFileFormat.Wav;

    /// <summary>Stretches below this length are left out, in seconds, from 0.01 to 3600. Default 0.2: the shortest that training takes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public double MinSeconds
    {
        get;
        init => field = value is >= 0.01 and <= 3600 ? value : throw new ArgumentOutOfRangeException(nameof(MinSeconds), value, "must be in [0.01, 3600]");
    } = ClipCheck.MinSeconds;

    /// <summary>
    /// Longer stretches become several files of this length, in seconds, from 0.01 on; a rest under <see cref="MinSeconds"/> stays with the file
    /// before. Default null: a file for each stretch, since training cuts long ones itself.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public double? MaxSeconds
    {
        get;
        init => field = value is null or (>= 0.01 and <= 1e9) ? value : throw new ArgumentOutOfRangeException(nameof(MaxSeconds), value, "must be at least 0.01");
    }

    /// <summary>Whether files that exist are replaced. Default false: nothing is written when one exists.</summary>
    public bool Overwrite { get; init; }
}
