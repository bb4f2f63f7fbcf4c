using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Classification;

/// <summary>YAMNet's own 521 classes: a sigmoid each, independent of the others.</summary>
/// <param name="network">Borrowed; in eval mode.</param>
public sealed class YamnetScorer(Yamnet network) : IPatchScorer, IDisposable
{
    private readonly YamnetEmbedder embedder = new(network);

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => network.ClassNames;

    /// <inheritdoc/>
    public PatchShape Shape => PatchShape.Yamnet;

    /// <inheritdoc/>
    public SoundPreparation? Preparation => null;

    /// <inheritdoc/>
    public SoftmaxRule? Softmax => null;

    /// <inheritdoc/>
    public Tensor Patches(Tensor waveform, int hopSamples)
    {
        using var patches = embedder.Patches(waveform, hopSamples);
        return patches.squeeze(0); // [N, 96, 64]
    }

    /// <inheritdoc/>
    public Tensor Score(Tensor patches)
    {
        using var output = network.call(patches);
        return output.Scores.alias(); // [N, 521]
    }

    /// <inheritdoc/>
    public void Dispose() => embedder.Dispose();
}
