namespace Audio2Mqtt.Torch.Training;

/// <summary>Whether a clip can teach anything.</summary>
public enum ClipVerdict
{
    /// <summary>It can.</summary>
    Good,

    /// <summary>It cannot be decoded, or holds samples that are no numbers.</summary>
    Unreadable,

    /// <summary>It is shorter than 0.2 s.</summary>
    TooShort,

    /// <summary>None of its patches reaches -60 dBFS.</summary>
    Silent,
}
