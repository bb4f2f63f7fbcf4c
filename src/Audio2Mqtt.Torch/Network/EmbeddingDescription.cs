using Audio2Mqtt.Torch.Features;

namespace Audio2Mqtt.Torch.Network;

/// <summary>The embedding that a model is made for.</summary>
public sealed record EmbeddingDescription
{
    /// <summary>Which kind.</summary>
    public required EmbeddingKind Kind { get; init; }

    /// <summary>Length of an embedding.</summary>
    public required int Size { get; init; }

    /// <summary>The YAMNet, <c>lite</c> or <c>float</c>; null for other kinds.</summary>
    public string? Network { get; init; }

    /// <summary>SHA-256 of the YAMNet's weights (before any fine-tuning); null for other kinds.</summary>
    public string? WeightsHash { get; init; }

    /// <summary>The spectrum's figures; null for other kinds.</summary>
    public SpectrumOptions? Spectrum { get; init; }

    /// <summary>Everything that decides an embedding, as one line: part of a cache's keys.</summary>
    public string Key => ToString();
}
