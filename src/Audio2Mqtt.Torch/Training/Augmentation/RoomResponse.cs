using TorchSharp;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Training.Augmentation;

/// <summary>
/// A room made up: the direct sound, then noise that dies away exponentially, which is the statistical picture of reverberation
/// (Polack's model; Habets 2007, https://doi.org/10.6100/IR619416, section 2.2).
/// </summary>
public static class RoomResponse
{
    // The first reflection of a small room arrives with a detour of about 0.9 m.
    private const int FirstReflection = 40;

    /// <summary>Draws an impulse response of unit energy.</summary>
    /// <param name="rt60Seconds">Time in which the reverberation falls by 60 dB, in [0.05, 5].</param>
    /// <param name="directToReverberantDb">Energy of the direct sound over that of the reverberation, in [-20, 60] dB.</param>
    /// <param name="generator">The source of randomness, on the CPU.</param>
    /// <param name="device">Where it shall be; the CPU when null.</param>
    /// <returns>[samples] float32 at 16 kHz, as long as the reverberation takes to fall by 60 dB; the caller's.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A figure outside its range.</exception>
    public static Tensor Create(double rt60Seconds, double directToReverberantDb, Generator generator, Device? device = null)
    {
        if (rt60Seconds is not (>= 0.05 and <= 5)) throw new ArgumentOutOfRangeException(nameof(rt60Seconds), rt60Seconds, "must be in [0.05, 5]");
        if (directToReverberantDb is not (>= -20 and <= 60))
            throw new ArgumentOutOfRangeException(nameof(directToReverberantDb), directToReverberantDb, "must be in [-20, 60]");

        using var scope = NewDisposeScope();
        var length = (long)Math.Ceiling(rt60Seconds * Waveforms.SampleRate);
        // Amplitude falls by a factor of 1000, 60 dB, over the length.
        var decay = arange(length, dtype: ScalarType.Float32).mul_(-Math.Log(1000) / (rt60Seconds * Waveforms.SampleRate)).exp_();
        var response = randn([length], generator: generator).mul_(decay);
        response.narrow(0, 0, FirstReflection).zero_();
        var direct = Math.Pow(10, directToReverberantDb / 10);
        response.mul_(1 / Math.Sqrt((1 + direct) * response.square().sum().ToDouble()));
        response.narrow(0, 0, 1).fill_(Math.Sqrt(direct / (1 + direct)));
        return response.to(device ?? CPU).MoveToOuterDisposeScope();
    }
}
