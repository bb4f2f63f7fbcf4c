using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Training.Augmentation;

/// <summary>Level: a source nearer or farther away, a microphone turned up or down.</summary>
public static class Gain
{
    /// <summary>Makes louder or quieter; nothing is clipped.</summary>
    /// <param name="waveform">[B, samples] float32; borrowed.</param>
    /// <param name="decibels">The change, in [-120, 120].</param>
    /// <returns>[B, samples]; the caller's.</returns>
    /// <exception cref="ArgumentException">Not two dimensions, or no samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decibels"/> outside its range.</exception>
    public static Tensor Apply(Tensor waveform, double decibels)
    {
        Waveforms.Check(waveform);
        if (decibels is not (>= -120 and <= 120)) throw new ArgumentOutOfRangeException(nameof(decibels), decibels, "must be in [-120, 120]");
        return waveform.mul(Math.Pow(10, decibels / 20));
    }
}
