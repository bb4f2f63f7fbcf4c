using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Training.Augmentation;

/// <summary>Pitch and tempo: one pass of the phase vocoder and one resampling, whichever of the two changes.</summary>
public static class Warp
{
    /// <summary>Raises or lowers every frequency; length and tempo are kept.</summary>
    /// <param name="waveform">[B, samples] float32, at least one sample; borrowed.</param>
    /// <param name="semitones">In [-12, 12]; 12 is an octave up.</param>
    /// <returns>[B, samples]; the caller's.</returns>
    /// <exception cref="ArgumentException">Not two dimensions, or no samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="semitones"/> outside its range.</exception>
    public static Tensor PitchShift(Tensor waveform, double semitones)
    {
        Waveforms.Check(waveform);
        using var scope = NewDisposeScope();
        return Fit(Apply(waveform, semitones, 1), waveform.shape[1]).MoveToOuterDisposeScope();
    }

    /// <summary>Changes pitch and tempo at once, at the price of one of them. The mean power is kept.</summary>
    /// <param name="waveform">[B, samples] float32, at least one sample; borrowed.</param>
    /// <param name="semitones">In [-12, 12].</param>
    /// <param name="rate">How many times as fast, in [0.5, 2].</param>
    /// <returns>[B, about samples / rate]; the caller's.</returns>
    /// <exception cref="ArgumentException">Not two dimensions, or no samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A figure outside its range.</exception>
    public static Tensor Apply(Tensor waveform, double semitones, double rate)
    {
        Waveforms.Check(waveform);
        if (semitones is not (>= -12 and <= 12)) throw new ArgumentOutOfRangeException(nameof(semitones), semitones, "must be in [-12, 12]");
        if (rate is not (>= 0.5 and <= 2)) throw new ArgumentOutOfRangeException(nameof(rate), rate, "must be in [0.5, 2]");
        if (semitones == 0) return PhaseVocoder.Stretch(waveform, rate);

        // Read faster by the resampling, a sound is higher and shorter; the vocoder makes up for the length beforehand.
        using var scope = NewDisposeScope();
        var ratio = Ratio.Nearest(Math.Pow(2, -semitones / 12));
        var warped = SincResampler.Resample(PhaseVocoder.Stretch(waveform, rate * ratio.Value), ratio);
        return Waveforms.WithPowerOf(warped, waveform).MoveToOuterDisposeScope();
    }

    /// <summary>Cuts at the end or adds silence there.</summary>
    /// <param name="waveform">[B, any length] float32; borrowed.</param>
    /// <param name="samples">The wanted length, 1 or more.</param>
    /// <returns>[B, samples]; the caller's.</returns>
    /// <exception cref="ArgumentException">Not two dimensions, or no samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="samples"/> below 1.</exception>
    public static Tensor Fit(Tensor waveform, long samples)
    {
        Waveforms.Check(waveform);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        using var scope = NewDisposeScope();
        var length = waveform.shape[1];
        var fitting = length < samples ? nn.functional.pad(waveform, [0, samples - length]) : waveform.narrow(1, 0, samples).clone();
        return fitting.MoveToOuterDisposeScope();
    }
}
