using Audio2Mqtt.Torch.Network;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Classification;

/// <summary>YAMNet's own 521 classes.</summary>
public sealed class YamnetScorer(IReadOnlyList<string> classNames) : IPatchScorer
{
    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => classNames;

    /// <inheritdoc/>
    public Tensor Score(YamnetOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        return output.Scores.alias();
    }
}
