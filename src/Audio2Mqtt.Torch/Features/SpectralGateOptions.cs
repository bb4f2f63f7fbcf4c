namespace Audio2Mqtt.Torch.Features;

/// <summary>How noise is told from sound, and how far it is lowered.</summary>
public sealed record SpectralGateOptions
{
    /// <summary>How far noise is lowered, in dB, from 0 to 60. Default 24: what stays masks what the gate leaves of it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public double ReductionDb
    {
        get;
        init => field = value is >= 0 and <= 60 ? value : throw new ArgumentOutOfRangeException(nameof(ReductionDb), value, "must be in [0, 60]");
    } = 24;

    /// <summary>
    /// What lies this far above the noise is sound, in dB, from 6 to 40; 3 dB below it is noise. Default 10: the mean of a cell and its neighbours exceeds 7 dB by
    /// chance once in many thousands of times. What lasts is sound from 3 dB less on.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public double SoundDb
    {
        get;
        init => field = value is >= 6 and <= 40 ? value : throw new ArgumentOutOfRangeException(nameof(SoundDb), value, "must be in [6, 40]");
    } = 10;

    /// <summary>The share of a recording's frames that are taken for noise alone, the quietest ones, above 0 up to 1. Default 0.2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public double QuietShare
    {
        get;
        init => field = value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(QuietShare), value, "must be above 0 and at most 1");
    } = 0.2;
}
