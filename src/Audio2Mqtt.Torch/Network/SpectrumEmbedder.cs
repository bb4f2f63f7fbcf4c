using Audio2Mqtt.Torch.Features;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Network;

/// <summary>The spectrum itself as an embedding: there is no network, so nothing has to be installed.</summary>
public sealed class SpectrumEmbedder : IEmbedder
{
    private readonly SpectrumOptions options;
    private readonly Spectrum spectrum;

    /// <summary>An embedder with these figures.</summary>
    /// <param name="options">The figures; the defaults when null.</param>
    /// <param name="device">Where waveforms will be; the CPU when null.</param>
    /// <exception cref="ArgumentException">The lowest frequency is not below the highest, or 8000 Hz.</exception>
    public SpectrumEmbedder(SpectrumOptions? options = null, Device? device = null)
    {
        this.options = options ?? new();
        spectrum = new Spectrum(this.options, device);
    }

    /// <inheritdoc/>
    public int Size => options.Bins;

    /// <inheritdoc/>
    public int WindowSamples => options.Patch.WindowSamples;

    /// <inheritdoc/>
    public int HopSamples => options.Patch.HopFrames * PatchShape.FrameSamples;

    /// <inheritdoc/>
    public Tensor Patches(Tensor waveforms, int hopSamples) =>
        spectrum.Compute(waveforms, Embedders.HopFrames(hopSamples) * PatchShape.FrameSamples); // [B, N, bins]

    /// <inheritdoc/>
    public Tensor Embed(Tensor patches)
    {
        ArgumentNullException.ThrowIfNull(patches);
        return patches.alias();
    }

    /// <inheritdoc/>
    public void Dispose() => spectrum.Dispose();
}
