namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>Where weights came from, kept with them when they are installed.</summary>
public sealed record WeightsProvenance
{
    /// <summary>The name of the file that was read, without its folder.</summary>
    public required string SourceFile { get; init; }

    /// <summary>SHA-256 of that file's bytes, 64 lower-case hex digits; of <c>model.json</c> for a TF.js folder.</summary>
    public required string SourceSha256 { get; init; }

    /// <summary>The format read: <c>tflite</c>, <c>tfjs</c>, <c>keras-h5</c> or <c>safetensors</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The licence of the weights, an SPDX identifier; null when the source does not tell.</summary>
    public string? Licence { get; init; }

    /// <summary>The address they were downloaded from; null when they came from a local file.</summary>
    public string? Url { get; init; }
}
