using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Classification;

/// <summary>A trained model's classes: probabilities that sum to 1.</summary>
/// <param name="model">Borrowed.</param>
/// <param name="embedder">The model's embedder; borrowed.</param>
public sealed class ModelScorer(SoundModel model, IEmbedder embedder) : IPatchScorer
{
    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => model.Description.Classes;

    /// <inheritdoc/>
    public PatchShape Shape => model.Description.Embedding.Patch;

    /// <inheritdoc/>
    public SoundPreparation? Preparation => model.Description.Preparation;

    /// <inheritdoc/>
    public SoftmaxRule? Softmax { get; } = new(model.Description.PatchTemperature, model.Description.ClipTemperature);

    /// <inheritdoc/>
    public Tensor Patches(Tensor waveform, int hopSamples)
    {
        using var patches = embedder.Patches(waveform, hopSamples);
        return patches.squeeze(0); // [N, …]
    }

    /// <inheritdoc/>
    public Tensor Score(Tensor patches)
    {
        using var embeddings = embedder.Embed(patches);
        return model.Logits(embeddings); // [N, classes]
    }
}
