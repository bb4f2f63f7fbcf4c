using Audio2Mqtt.Torch.Features;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Network;

/// <summary>YAMNet's embeddings: log-mel patches of 0.96 s, through the convolutions.</summary>
public sealed class YamnetEmbedder : IEmbedder
{
    private readonly Yamnet network;
    private readonly bool ownsNetwork;
    private readonly LogMel logMel;

    /// <summary>An embedder over a network.</summary>
    /// <param name="network">In evaluation mode, on the CPU or another device.</param>
    /// <param name="ownsNetwork">Whether disposing of the embedder disposes of the network; else it is borrowed.</param>
    /// <param name="device">Where the network and the waveforms are; the CPU when null.</param>
    public YamnetEmbedder(Yamnet network, bool ownsNetwork = false, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        (this.network, this.ownsNetwork) = (network, ownsNetwork);
        logMel = new LogMel(device: device);
    }

    /// <inheritdoc/>
    public int Size => Yamnet.EmbeddingSize;

    /// <inheritdoc/>
    public int WindowSamples => PatchShape.Yamnet.WindowSamples;

    /// <inheritdoc/>
    public int HopSamples => PatchShape.Yamnet.HopFrames * PatchShape.FrameSamples;

    /// <inheritdoc/>
    public Tensor Patches(Tensor waveforms, int hopSamples)
    {
        using var scope = NewDisposeScope();
        return logMel.Patches(logMel.Compute(waveforms), Embedders.HopFrames(hopSamples)).MoveToOuterDisposeScope(); // [B, N, 96, 64]
    }

    /// <inheritdoc/>
    public Tensor Embed(Tensor patches) => network.Embed(patches);

    /// <inheritdoc/>
    public void Dispose()
    {
        logMel.Dispose();
        if (ownsNetwork) network.Dispose();
    }
}
