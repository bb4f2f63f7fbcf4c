namespace Audio2Mqtt.Torch.Audio;

/// <summary>How samples are stored.</summary>
public enum SampleDepth
{
    /// <summary>16-bit whole numbers.</summary>
    Pcm16,

    /// <summary>24-bit whole numbers.</summary>
    Pcm24,

    /// <summary>32-bit floating point, which keeps what lies beyond full scale; not in FLAC.</summary>
    FloatingPoint,
}
