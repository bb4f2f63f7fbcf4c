namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>What is known about one network without reading its values.</summary>
public sealed record WeightsInfo
{
    /// <summary>Which network.</summary>
    public required YamnetVariant Variant { get; init; }

    /// <summary>Where it is installed, or would be.</summary>
    public required string Path { get; init; }

    /// <summary>Whether it is installed.</summary>
    public required bool IsInstalled { get; init; }

    /// <summary>The file's size; 0 when it is not installed.</summary>
    public long Bytes { get; init; }

    /// <summary>The recorded hash of the tensors; null when it is not installed.</summary>
    public string? WeightsHash { get; init; }

    /// <summary>Where it came from; null when it is not installed.</summary>
    public WeightsProvenance? Provenance { get; init; }
}
