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

    /// <summary>Embeds every whole window; samples left over at the end are not heard, so callers pad.</summary>
    /// <param name="waveforms">[B, samples] float32 at 16 kHz, at least one window long; borrowed.</param>
    /// <param name="hopSamples">Samples from window to window: a multiple of 160 (10 ms).</param>
    /// <returns>[B, N, size] float32, the caller's; N = 1 + (samples - window) / hop.</returns>
    /// <exception cref="ArgumentException">Not two dimensions, or shorter than a window.</exception>
    Tensor Embed(Tensor waveforms, int hopSamples);
}
