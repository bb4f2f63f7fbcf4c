using Audio2Mqtt.Torch.Classification;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Classification;

/// <summary>A stand-in for a trained model: two classes made from YAMNet's embeddings.</summary>
internal sealed class PatchMeanScorer(YamnetEmbedder embedder) : IPatchScorer
{
    public IReadOnlyList<string> ClassNames => ["half", "embedding"];

    public PatchShape Shape => PatchShape.Yamnet;

    public SoundPreparation? Preparation { get; init; }

    public SoftmaxRule? Softmax => null;

    public Tensor Patches(Tensor waveform, int hopSamples) => embedder.Patches(waveform, hopSamples)[0];

    public Tensor Score(Tensor patches)
    {
        using var scope = NewDisposeScope();
        var half = full([patches.shape[0], 1], 0.5f);
        return cat([half, embedder.Embed(patches).mean([1], keepdim: true)], 1).MoveToOuterDisposeScope(); // [N, 2]
    }
}
