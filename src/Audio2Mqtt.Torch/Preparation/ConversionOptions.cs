using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Preparation;

/// <summary>What is done to files on their way to 16 kHz mono, in this order: denoise, trim or split, normalise.</summary>
public sealed record ConversionOptions
{
    /// <summary>The format of the files. Default WAV: read by everything.</summary>
    public AudioFileFormat Format { get; init; } = AudioFileFormat.Wav;

    /// <summary>Whether files that exist are replaced. Default false: they are passed over, so that a conversion can be gone on with.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Where the noise is that is taken off; null to take none off. Default null.</summary>
    public NoiseReference? Denoise { get; init; }

    /// <summary>Whether silence before the first sound and after the last one goes. Default false.</summary>
    public bool Trim { get; init; }

    /// <summary>Whether each sound that silence parts from the others becomes a file of its own. Default false.</summary>
    public bool SplitSilence { get; init; }

    /// <summary>What counts as silence. Default: 20 dB below the loudest.</summary>
    public SilenceOptions Silence { get; init; } = new();

    /// <summary>What files have in common, each for itself; null for nothing. Default null.</summary>
    public NormalisationKind? Normalise { get; init; }

    /// <summary>Threads, 1 to 256. Default: one a core.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public int Workers
    {
        get;
        init => field = value is >= 1 and <= 256 ? value : throw new ArgumentOutOfRangeException(nameof(Workers), value, "must be in [1, 256]");
    } = Math.Clamp(Environment.ProcessorCount, 1, 256);

    /// <summary>Whether all of a file must be known before any of it can be written.</summary>
    internal bool NeedsWhole => Trim || SplitSilence || Normalise is not null;
}
