using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Training.Augmentation;

/// <summary>Time: the same sound earlier or later, so that patches cut it elsewhere.</summary>
public static class TimeShift
{
    /// <summary>Moves all samples; what leaves at one end comes in at the other, so that no sound is lost and no silence is added.</summary>
    /// <param name="waveform">[B, samples] float32; borrowed.</param>
    /// <param name="samples">How much later, or earlier when negative; any number.</param>
    /// <returns>[B, samples]; the caller's.</returns>
    /// <exception cref="ArgumentException">Not two dimensions, or no samples.</exception>
    public static Tensor Apply(Tensor waveform, long samples)
    {
        Waveforms.Check(waveform);
        return waveform.roll(samples % waveform.shape[1], 1);
    }
}
