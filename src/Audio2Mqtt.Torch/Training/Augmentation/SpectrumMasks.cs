using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Training.Augmentation;

/// <summary>SpecAugment's masks (Park et al. 2019, https://doi.org/10.21437/Interspeech.2019-2680), for fine-tuning: the network learns not to lean on one detail.</summary>
public static class SpectrumMasks
{
    /// <summary>Hides stretches of time and ranges of frequency, in each patch others, behind the patch's mean.</summary>
    /// <param name="patches">[N, frames, bands] log-mel; borrowed.</param>
    /// <param name="generator">The source of randomness, on the CPU.</param>
    /// <param name="options">How many and how wide; the defaults when null.</param>
    /// <returns>[N, frames, bands]; the caller's.</returns>
    /// <exception cref="ArgumentException">Not three dimensions.</exception>
    public static Tensor Apply(Tensor patches, Generator generator, SpectrumMaskOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(patches);
        if (patches.shape is not [var count, var frames, var bands])
            throw new ArgumentException($"expected [N, frames, bands], got [{string.Join(", ", patches.shape)}]", nameof(patches));

        options ??= new();
        using var scope = NewDisposeScope();
        var hidden = zeros([count, frames, bands], ScalarType.Bool, patches.device);
        for (var k = 0; k < options.TimeMasks; k++)
            hidden = hidden.logical_or(Stretch(count, frames, options.MaxFrames, generator).to(patches.device).unsqueeze(2));
        for (var k = 0; k < options.BandMasks; k++)
            hidden = hidden.logical_or(Stretch(count, bands, options.MaxBands, generator).to(patches.device).unsqueeze(1));
        var means = patches.mean([1, 2], keepdim: true);                       // [N, 1, 1]
        return where(hidden, means, patches).MoveToOuterDisposeScope();
    }

    // [N, length] of which a stretch is true: its width uniform in [0, widest], its place uniform where it fits.
    private static Tensor Stretch(long count, long length, int widest, Generator generator)
    {
        var draws = rand([2, count, 1], generator: generator);
        var width = draws[0].mul(Math.Min(widest, length) + 1).floor();
        var first = draws[1].mul(width.neg().add(length + 1)).floor();
        var index = arange(length, dtype: ScalarType.Float32);
        return index.ge(first).logical_and(index.lt(first.add(width)));
    }
}
