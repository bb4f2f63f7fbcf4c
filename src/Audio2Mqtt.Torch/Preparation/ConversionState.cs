namespace Audio2Mqtt.Torch.Preparation;

/// <summary>What became of a file.</summary>
public enum ConversionState
{
    /// <summary>It was written.</summary>
    Written,

    /// <summary>It would be written.</summary>
    Planned,

    /// <summary>What it would become exists, and is not to be replaced.</summary>
    Skipped,

    /// <summary>It could not be read or written.</summary>
    Failed,
}
