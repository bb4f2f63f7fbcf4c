namespace Audio2Mqtt.Torch.Audio;

/// <summary>How samples without a header are written; all are little-endian.</summary>
public enum PcmEncoding
{
    /// <summary>Whole numbers of 16 bits.</summary>
    S16le,

    /// <summary>Whole numbers of 32 bits.</summary>
    S32le,

    /// <summary>Floating point of 32 bits, full scale 1.</summary>
    F32le,
}
