using System.Runtime.InteropServices;
using Audio2Mqtt.Torch.Network;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Streaming;

/// <summary>Patches of embedders that make them from whole windows and have nothing to remember: spectra.</summary>
/// <param name="embedder">Borrowed.</param>
/// <param name="hopSamples">A multiple of 160.</param>
internal sealed class WindowPatchMaker(IEmbedder embedder, int hopSamples) : IPatchMaker
{
    /// <inheritdoc/>
    public Tensor Next(long position, ReadOnlySpan<float> window)
    {
        using var waveform = empty([1, window.Length], ScalarType.Float32);
        window.CopyTo(MemoryMarshal.Cast<byte, float>(waveform.bytes));
        using var patches = embedder.Patches(waveform, hopSamples); // [1, 1, …]
        return patches.squeeze(0);
    }

    /// <inheritdoc/>
    public void Reset()
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
