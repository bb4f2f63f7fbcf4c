using Audio2Mqtt.Torch.Features;

namespace Audio2Mqtt.Torch.Network;

/// <summary>Makes the embedder that a description asks for.</summary>
public static class Embedders
{
    /// <summary>The embedder of a description.</summary>
    /// <param name="description">Which one.</param>
    /// <param name="network">The YAMNet that it needs, borrowed; null where it needs none.</param>
    /// <exception cref="ArgumentException">YAMNet's embeddings without a YAMNet, or figures that cannot be.</exception>
    /// <exception cref="ModelException">The YAMNet has other weights than the description names.</exception>
    public static IEmbedder For(EmbeddingDescription description, Yamnet? network = null)
    {
        ArgumentNullException.ThrowIfNull(description);
        if (description.Kind == EmbeddingKind.Spectrum) return new SpectrumEmbedder(description.Spectrum);
        if (network is null) throw new ArgumentException("YAMNet's embeddings need a YAMNet", nameof(network));
        if (description.WeightsHash is { } wanted && wanted != network.WeightsHash)
            throw ModelException.WrongWeights(description, network);
        return new YamnetEmbedder(network);
    }

    /// <summary>Frames of 10 ms in a hop.</summary>
    /// <exception cref="ArgumentException">Not a whole number of them, or none.</exception>
    internal static int HopFrames(int hopSamples)
    {
        if (hopSamples < PatchShape.FrameSamples || hopSamples % PatchShape.FrameSamples != 0)
            throw new ArgumentException($"a hop of {hopSamples} samples is not a multiple of {PatchShape.FrameSamples}", nameof(hopSamples));
        return hopSamples / PatchShape.FrameSamples;
    }
}
