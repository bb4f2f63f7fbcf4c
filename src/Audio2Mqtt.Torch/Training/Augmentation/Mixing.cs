using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Training.Augmentation;

/// <summary>Adds noise, or another sound, at a chosen distance in level.</summary>
public static class Mixing
{
    /// <summary>Adds noise at a signal-to-noise ratio: 10 log10 of the signal's mean power over the noise's.</summary>
    /// <param name="signal">[B, samples] float32, at least one sample; borrowed.</param>
    /// <param name="noise">[B, samples] float32 at any level; borrowed.</param>
    /// <param name="snrDb">The ratio in dB, in [-60, 100].</param>
    /// <param name="overActivePart">
    /// Whether the signal's power is that of its part with sound (<see cref="Waveforms.ActivePower"/>), rather than of all of it,
    /// silence included. A short bark in a long clip gets louder noise so.
    /// </param>
    /// <returns>[B, samples]; the caller's. Silent signals stay silent, and silent noise changes nothing.</returns>
    /// <exception cref="ArgumentException">Not two dimensions, no samples, or two shapes.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="snrDb"/> outside its range.</exception>
    public static Tensor AtSnr(Tensor signal, Tensor noise, double snrDb, bool overActivePart = false)
    {
        Waveforms.Check(signal);
        Waveforms.Check(noise);
        if (!signal.shape.SequenceEqual(noise.shape))
            throw new ArgumentException($"signal [{string.Join(", ", signal.shape)}] and noise [{string.Join(", ", noise.shape)}] differ in shape", nameof(noise));
        if (snrDb is not (>= -60 and <= 100)) throw new ArgumentOutOfRangeException(nameof(snrDb), snrDb, "must be in [-60, 100]");

        using var scope = NewDisposeScope();
        var wanted = (overActivePart ? Waveforms.ActivePower(signal) : Waveforms.Power(signal)).mul_(Math.Pow(10, -snrDb / 10));
        var power = Waveforms.Power(noise);
        var factor = where(power.gt(0), wanted.div(power).sqrt_(), zeros_like(power)).to(ScalarType.Float32); // [B, 1]
        return noise.mul(factor).add_(signal).MoveToOuterDisposeScope();
    }
}
