using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Network;

/// <summary>What YAMNet says of N patches. It owns its three tensors.</summary>
/// <param name="scores">[N, 521].</param>
/// <param name="logits">[N, 521].</param>
/// <param name="embeddings">[N, 1024].</param>
public sealed class YamnetOutput(Tensor scores, Tensor logits, Tensor embeddings) : IDisposable
{
    /// <summary>[N, 521] float32 in [0, 1]: one sigmoid per class, independent of the others; a row's sum means nothing.</summary>
    public Tensor Scores { get; } = scores;

    /// <summary>[N, 521] float32: the scores before the sigmoid.</summary>
    public Tensor Logits { get; } = logits;

    /// <summary>[N, 1024] float32, 0 or above: the last convolution averaged over its positions.</summary>
    public Tensor Embeddings { get; } = embeddings;

    /// <inheritdoc/>
    public void Dispose()
    {
        Scores.Dispose();
        Logits.Dispose();
        Embeddings.Dispose();
    }
}
