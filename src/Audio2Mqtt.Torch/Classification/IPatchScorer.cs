using Audio2Mqtt.Torch.Network;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Classification;

/// <summary>
/// Turns what YAMNet says about patches into scores of classes: YAMNet's own, or those of a model on top of its embeddings.
/// One instance serves several threads at once.
/// </summary>
public interface IPatchScorer
{
    /// <summary>The class names in score order.</summary>
    IReadOnlyList<string> ClassNames { get; }

    /// <summary>Scores patches.</summary>
    /// <param name="output">YAMNet's output for N patches; borrowed.</param>
    /// <returns>[N, classes] float32 in [0, 1], fresh and the caller's.</returns>
    Tensor Score(YamnetOutput output);
}
