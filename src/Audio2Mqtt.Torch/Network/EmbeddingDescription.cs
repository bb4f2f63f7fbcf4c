using System.Text.Json.Serialization;
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
    [JsonIgnore]
    public string Key => $"{Kind} {Size} {Network} {WeightsHash} {Spectrum}";

    /// <summary>What one patch of sound is for it.</summary>
    [JsonIgnore]
    public PatchShape Patch => Kind == EmbeddingKind.Spectrum ? (Spectrum ?? new()).Patch : PatchShape.Yamnet;

    /// <summary>That of a YAMNet's embeddings.</summary>
    /// <param name="network">The network.</param>
    public static EmbeddingDescription Of(Yamnet network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new()
        {
            Kind = EmbeddingKind.Yamnet,
            Size = Yamnet.EmbeddingSize,
            Network = network.Variant.ToString().ToLowerInvariant(),
            WeightsHash = network.WeightsHash,
        };
    }

    /// <summary>That of spectra.</summary>
    /// <param name="options">Their figures.</param>
    public static EmbeddingDescription Of(SpectrumOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new() { Kind = EmbeddingKind.Spectrum, Size = options.Bins, Spectrum = options };
    }
}
