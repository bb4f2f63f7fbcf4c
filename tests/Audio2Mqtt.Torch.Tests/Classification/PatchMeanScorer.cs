using Audio2Mqtt.Torch.Classification;
using Audio2Mqtt.Torch.Network;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Classification;

/// <summary>A stand-in for a trained model: two classes made from YAMNet's embeddings.</summary>
internal sealed class PatchMeanScorer : IPatchScorer
{
    public IReadOnlyList<string> ClassNames => ["half", "embedding"];

    public Tensor Score(YamnetOutput output)
    {
        using var scope = NewDisposeScope();
        var half = full([output.Embeddings.shape[0], 1], 0.5f);
        return cat([half, output.Embeddings.mean([1], keepdim: true)], 1).MoveToOuterDisposeScope(); // [N, 2]
    }
}
