namespace Audio2Mqtt.Torch.Training.Augmentation;

/// <summary>How much of a log-mel patch SpecAugment hides.</summary>
public sealed record SpectrumMaskOptions
{
    /// <summary>Stretches of time hidden in each patch, 0 to 8. Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 8].</exception>
    public int TimeMasks
    {
        get;
        init => field = value is >= 0 and <= 8 ? value : throw new ArgumentOutOfRangeException(nameof(TimeMasks), value, "must be in [0, 8]");
    } = 1;

    /// <summary>The longest stretch in frames of 10 ms, 1 to 96; each is drawn from 0 up to it. Default 16: a sixth of a patch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [1, 96].</exception>
    public int MaxFrames
    {
        get;
        init => field = value is >= 1 and <= 96 ? value : throw new ArgumentOutOfRangeException(nameof(MaxFrames), value, "must be in [1, 96]");
    } = 16;

    /// <summary>Ranges of frequency hidden in each patch, 0 to 8. Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 8].</exception>
    public int BandMasks
    {
        get;
        init => field = value is >= 0 and <= 8 ? value : throw new ArgumentOutOfRangeException(nameof(BandMasks), value, "must be in [0, 8]");
    } = 1;

    /// <summary>The widest range in mel bands, 1 to 64; each is drawn from 0 up to it. Default 10: a sixth of the bands.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [1, 64].</exception>
    public int MaxBands
    {
        get;
        init => field = value is >= 1 and <= 64 ? value : throw new ArgumentOutOfRangeException(nameof(MaxBands), value, "must be in [1, 64]");
    } = 10;
}
