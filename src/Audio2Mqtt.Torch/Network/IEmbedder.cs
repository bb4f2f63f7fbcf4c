using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Network;

/// <summary>
/// Turns 16 kHz waveforms into embeddings, a window at a time. Training, files and streams use the same one for a model.
/// Threads may share an instance.
/// </summary>
public interface IEmbedder : IDisposable
{
    /// <summary>Length of an embedding.</summary>
    int Size { get; }

    /// <summary>Samples that one embedding hears: 15 600 for YAMNet.</summary>
    int WindowSamples { get; }

    /// <summary>Samples from one window to the next, unless a caller wants another hop: 7 680 for YAMNet.</summary>
    int HopSamples { get; }

    /// <summary>Cuts every whole window and makes of it what the network takes; samples left over at the end are not heard, so callers pad.</summary>
    /// <param name="waveforms">[B, samples] float32 at 16 kHz, at least one window long; borrowed.</param>
    /// <param name="hopSamples">Samples from window to window: a multiple of 160 (10 ms).</param>
    /// <returns>[B, N, …] float32, the caller's; N = 1 + (samples - window) / hop. YAMNet's are [B, N, 96, 64] log-mel, a spectrum's [B, N, bins].</returns>
    /// <exception cref="ArgumentException">Not two dimensions, or shorter than a window.</exception>
    Tensor Patches(Tensor waveforms, int hopSamples);

    /// <summary>Embeds patches, of whatever recordings.</summary>
    /// <param name="patches">[N, …] as <see cref="Patches"/> makes them, without the batch; borrowed.</param>
    /// <returns>[N, size] float32, the caller's.</returns>
    Tensor Embed(Tensor patches);

    /// <summary>Both at once: embeds every whole window; samples left over at the end are not heard, so callers pad.</summary>
    /// <param name="waveforms">[B, samples] float32 at 16 kHz, at least one window long; borrowed.</param>
    /// <param name="hopSamples">Samples from window to window: a multiple of 160 (10 ms).</param>
    /// <returns>[B, N, size] float32, the caller's; N = 1 + (samples - window) / hop.</returns>
    /// <exception cref="ArgumentException">Not two dimensions, or shorter than a window.</exception>
    Tensor Embed(Tensor waveforms, int hopSamples)
    {
        using var scope = NewDisposeScope();
        var patches = Patches(waveforms, hopSamples);                                                   // [B, N, …]
        return Embed(patches.flatten(0, 1)).reshape(patches.shape[0], patches.shape[1], Size).MoveToOuterDisposeScope();
    }
}
