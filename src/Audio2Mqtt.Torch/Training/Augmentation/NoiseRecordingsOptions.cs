namespace Audio2Mqtt.Torch.Training.Augmentation;

/// <summary>How much of a folder of noise is held in memory.</summary>
public sealed record NoiseRecordingsOptions
{
    /// <summary>
    /// Samples held altogether, 16,000 to 256 million. Default 16 million: 64 MB, 17 minutes. Where the recordings are longer together, a
    /// stretch of each is held, and of very many files only some.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public int MaxSamples
    {
        get;
        init => field = value is >= 16_000 and <= 256_000_000 ? value
            : throw new ArgumentOutOfRangeException(nameof(MaxSamples), value, "must be in [16000, 256000000]");
    } = 16_000_000;

    /// <summary>The least samples worth holding of one file, 1600 to 16 million. Default 80,000, 5 s: of more files than have room so, some are drawn.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public int MinStretchSamples
    {
        get;
        init => field = value is >= 1600 and <= 16_000_000 ? value
            : throw new ArgumentOutOfRangeException(nameof(MinStretchSamples), value, "must be in [1600, 16000000]");
    } = 80_000;

    /// <summary>Decides which files and which stretches are held. Default 0.</summary>
    public long Seed { get; init; }
}
