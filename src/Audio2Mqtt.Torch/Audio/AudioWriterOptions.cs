namespace Audio2Mqtt.Torch.Audio;

/// <summary>What an <see cref="AudioWriter"/> writes.</summary>
public sealed record AudioWriterOptions
{
    /// <summary>libsndfile's FLAC takes no more.</summary>
    public const int MaxFlacChannels = 8;

    /// <summary>The highest rate that FLAC's header can hold with libFLAC, in hertz.</summary>
    public const int MaxFlacSampleRate = 655_350;

    /// <summary>Frames a second, in hertz, from 1 kHz to 1.536 MHz. Default 16000: what YAMNet hears.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public int SampleRate
    {
        get;
        init => field = value is >= AudioInputOptions.MinSampleRate and <= AudioInputOptions.MaxSampleRate ? value
            : throw new ArgumentOutOfRangeException(
                nameof(SampleRate), value, $"must be in [{AudioInputOptions.MinSampleRate}, {AudioInputOptions.MaxSampleRate}]");
    } = AudioInput.YamnetSampleRate;

    /// <summary>Samples a frame, from 1 to 64. Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public int Channels
    {
        get;
        init => field = value is >= 1 and <= AudioInputOptions.MaxChannels ? value
            : throw new ArgumentOutOfRangeException(nameof(Channels), value, $"must be in [1, {AudioInputOptions.MaxChannels}]");
    } = 1;

    /// <summary>The container. Default WAV: read by everything.</summary>
    public AudioFileFormat Format { get; init; } = AudioFileFormat.Wav;

    /// <summary>How samples are stored. Default 16 bits, which is what most recordings have.</summary>
    public SampleDepth Depth { get; init; } = SampleDepth.Pcm16;

    /// <summary>Whether a file of that name is replaced. Default false: it is an error, and the file stays.</summary>
    public bool Overwrite { get; init; }

    /// <summary>The extension of <see cref="Format"/>, with the dot.</summary>
    public string Extension => Format == AudioFileFormat.Flac ? ".flac" : ".wav";

    /// <summary>
    /// The depth that keeps what a source holds: 24 bits of 24, floating point where it has that and the container can, else 16 bits. A lossy
    /// format has no depth: its samples are rounded to 16 bits.
    /// </summary>
    /// <param name="info">The source.</param>
    /// <param name="format">The container.</param>
    public static SampleDepth DepthOf(AudioInfo info, AudioFileFormat format)
    {
        ArgumentNullException.ThrowIfNull(info);
        if (info.Codec.Contains("24-bit", StringComparison.Ordinal)) return SampleDepth.Pcm24;
        if (!info.Codec.Contains("32-bit", StringComparison.Ordinal) && !info.Codec.Contains("64-bit", StringComparison.Ordinal)) return SampleDepth.Pcm16;
        return format == AudioFileFormat.Flac ? SampleDepth.Pcm24 : SampleDepth.FloatingPoint;
    }
}
