using System.Globalization;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Training.Augmentation;

/// <summary>Noise of a colour at a fixed ratio to the whole clip's mean power: what a model is evaluated under. Instances hold no state.</summary>
public sealed class NoiseTransform : IWaveformTransform
{
    // Raised whenever the same figures and seed give other samples, so that caches notice.
    private const int Version = 1;

    /// <summary>A colour at a ratio.</summary>
    /// <param name="colour">The colour.</param>
    /// <param name="snrDb">10 log10 of the clip's mean power, silence included, over the noise's; in [-60, 100] dB.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="snrDb"/> outside its range, or no colour.</exception>
    public NoiseTransform(NoiseColour colour, double snrDb)
    {
        if (snrDb is not (>= -60 and <= 100)) throw new ArgumentOutOfRangeException(nameof(snrDb), snrDb, "must be in [-60, 100]");
        (Colour, SnrDb) = (colour, snrDb);
        Key = string.Create(CultureInfo.InvariantCulture, $"noise/{Version} {colour.Name()} {snrDb}");
    }

    /// <summary>The noise's colour.</summary>
    public NoiseColour Colour { get; }

    /// <summary>The ratio in dB.</summary>
    public double SnrDb { get; }

    /// <inheritdoc/>
    public string Key { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">No samples.</exception>
    public float[] Apply(ReadOnlySpan<float> samples, long seed)
    {
        using var scope = NewDisposeScope();
        var clip = Clips.ToTensor(samples);
        return Clips.ToArray(Mixing.AtSnr(clip, Clips.Noise(samples.Length, Colour.SlopeDb(), seed), SnrDb));
    }
}
