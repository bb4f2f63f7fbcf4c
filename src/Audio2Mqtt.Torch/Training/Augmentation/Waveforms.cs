using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Training.Augmentation;

/// <summary>What the kernels on waveforms share: their checks, and the power of a waveform.</summary>
public static class Waveforms
{
    /// <summary>The rate of every waveform here, in hertz.</summary>
    public const int SampleRate = 16_000;

    // Sums of this many samples are made by one thread whatever the thread count, so their bits never depend on it.
    private const int Row = 1024;

    /// <summary>Mean of the squared samples.</summary>
    /// <param name="waveform">[B, samples] float32, at least one sample; borrowed.</param>
    /// <returns>[B, 1] float64, 0 or more; the caller's.</returns>
    /// <exception cref="ArgumentException">Not two dimensions, or no samples.</exception>
    public static Tensor Power(Tensor waveform)
    {
        Check(waveform);
        using var scope = NewDisposeScope();
        var rows = Rows(waveform, Row).sum(2L).to(ScalarType.Float64);        // [B, rows]
        return rows.sum(1L, keepdim: true).div_(waveform.shape[1]).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Mean of the squared samples of the part with sound: the 25 ms frames within <paramref name="rangeDb"/> of the loudest one.
    /// </summary>
    /// <param name="waveform">[B, samples] float32 at 16 kHz, at least one sample; borrowed.</param>
    /// <param name="rangeDb">How far below the loudest frame sound goes, above 0.</param>
    /// <returns>[B, 1] float64, 0 or more; the caller's.</returns>
    /// <exception cref="ArgumentException">Not two dimensions, or no samples.</exception>
    public static Tensor ActivePower(Tensor waveform, double rangeDb = 40)
    {
        Check(waveform);
        using var scope = NewDisposeScope();
        const int frame = SampleRate / 40;
        var energies = Rows(waveform, frame).sum(2L).to(ScalarType.Float64);  // [B, frames]
        var active = energies.ge(energies.amax([1], keepdim: true).mul(Math.Pow(10, -rangeDb / 10)));
        // The last frame may be shorter than the others.
        var lengths = ones_like(energies).mul_(frame);
        lengths.narrow(1, lengths.shape[1] - 1, 1).sub_((lengths.shape[1] * frame) - waveform.shape[1]);
        var seconds = lengths.mul_(active).sum(1L, keepdim: true);
        return energies.mul_(active).sum(1L, keepdim: true).div_(seconds).MoveToOuterDisposeScope();
    }

    /// <summary>Scales a waveform to another's mean power; one of the two being silent, it stays as it is.</summary>
    /// <returns>The caller's.</returns>
    internal static Tensor WithPowerOf(Tensor waveform, Tensor model)
    {
        using var scope = NewDisposeScope();
        var (power, wanted) = (Power(waveform), Power(model));
        var factor = where(power.gt(0).logical_and(wanted.gt(0)), wanted.div(power).sqrt_(), ones_like(power));
        return waveform.mul(factor.to(ScalarType.Float32)).MoveToOuterDisposeScope();
    }

    /// <exception cref="ArgumentException">Not [B, samples] with at least one sample.</exception>
    internal static void Check(Tensor waveform)
    {
        ArgumentNullException.ThrowIfNull(waveform);
        var shape = waveform.shape;
        if (shape.Length != 2 || shape[1] < 1)
            throw new ArgumentException($"expected [B, samples] with at least one sample, got [{string.Join(", ", shape)}]", nameof(waveform));
    }

    // [B, rows, length] of squares, zeros at the end.
    private static Tensor Rows(Tensor waveform, int length)
    {
        var samples = waveform.shape[1];
        var padded = (samples + length - 1) / length * length;
        return nn.functional.pad(waveform, [0, padded - samples]).square().view(waveform.shape[0], -1, length);
    }
}
