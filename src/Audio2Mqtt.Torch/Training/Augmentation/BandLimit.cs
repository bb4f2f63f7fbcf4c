using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Training.Augmentation;

/// <summary>What a microphone, a wall or a codec does to the spectrum: an edge below, an edge above, and a tilt between them.</summary>
public sealed record BandLimit
{
    // Fourth order: 24 dB an octave beyond an edge.
    private const int Order = 4;

    // The tilt pivots here and ends at the floor: a constant offset shall not be blown up.
    private const double PivotHz = 1000;
    private const double TiltFloorHz = 50;

    /// <summary>Frequencies below fall by 24 dB an octave; -3 dB at the edge itself, in [10, 7000] Hz. Default null: no edge.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [10, 7000].</exception>
    public double? HighPassHz
    {
        get;
        init => field = value is null or (>= 10 and <= 7000) ? value : throw new ArgumentOutOfRangeException(nameof(HighPassHz), value, "must be in [10, 7000]");
    }

    /// <summary>Frequencies above fall by 24 dB an octave; -3 dB at the edge itself, in [100, 8000] Hz. Default null: no edge.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [100, 8000].</exception>
    public double? LowPassHz
    {
        get;
        init => field = value is null or (>= 100 and <= 8000) ? value : throw new ArgumentOutOfRangeException(nameof(LowPassHz), value, "must be in [100, 8000]");
    }

    /// <summary>Slope of the gain in dB an octave from 50 Hz up, 0 dB at 1 kHz, in [-12, 12]. Default 0: flat.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [-12, 12].</exception>
    public double TiltDb
    {
        get;
        init => field = value is >= -12 and <= 12 ? value : throw new ArgumentOutOfRangeException(nameof(TiltDb), value, "must be in [-12, 12]");
    }

    /// <summary>The gain in each bin of a transform: Butterworth's magnitude at the edges, and no phase, so that nothing moves in time.</summary>
    /// <param name="fourierSize">Samples of the transform, even, 2 or more.</param>
    /// <param name="device">Where it shall be; the CPU when null.</param>
    /// <returns>[fourierSize / 2 + 1] float32, 0 or more; the caller's.</returns>
    public Tensor Response(long fourierSize, Device? device = null)
    {
        using var scope = NewDisposeScope();
        var hertz = arange((fourierSize / 2) + 1, dtype: ScalarType.Float32).mul_((double)Waveforms.SampleRate / fourierSize);
        var gains = ones_like(hertz);
        if (HighPassHz is { } low) gains.mul_(Butterworth(hertz.clamp_min(1e-3).reciprocal_().mul_(low)));
        if (LowPassHz is { } high) gains.mul_(Butterworth(hertz.div(high)));
        if (TiltDb != 0) gains.mul_(hertz.clamp_min(TiltFloorHz).div_(PivotHz).pow_(TiltDb / (20 * Math.Log10(2))));
        return gains.to(device ?? CPU).MoveToOuterDisposeScope();
    }

    // 1 / sqrt(1 + x^8); x is bounded since its eighth power must stay a float.
    private static Tensor Butterworth(Tensor ratio) => ratio.clamp_max_(1e4).pow_(2 * Order).add_(1).rsqrt_();
}
