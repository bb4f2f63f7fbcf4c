using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Training.Augmentation;

/// <summary>
/// Resampling by a fraction as one convolution: a Kaiser-windowed sinc, one filter for each of the positions between samples
/// (Smith, https://ccrma.stanford.edu/~jos/resample/). libsoxr resamples what is read; this one works on tensors, in batches, on any device.
/// </summary>
public static class SincResampler
{
    // Zero crossings of the sinc to each side. With the window's 80 dB the transition is a tenth of the band wide.
    private const int Crossings = 48;

    // The middle of the transition, as a part of the lower of both Nyquist frequencies: what folds back lies within the transition.
    private const double Cutoff = 0.95;

    // Kaiser's formula for 80 dB: 0.1102 (80 - 8.7).
    private const double Beta = 7.857;

    // The window from its middle to its edge. Between entries a straight line is within 1e-7.
    private const int WindowSteps = 8192;
    private static readonly double[] Window =
        [.. Enumerable.Range(0, WindowSteps + 2).Select(k => BesselI0(Beta * Math.Sqrt(Math.Max(0, 1 - ((double)k / WindowSteps * k / WindowSteps)))) / BesselI0(Beta))];

    /// <summary>Resamples; the first sample keeps its place.</summary>
    /// <param name="waveform">[B, samples] float32, at least one sample; silence is taken to lie round it; borrowed.</param>
    /// <param name="ratio">New samples for each old one, in [0.25, 4], with at most 512 as numerator and denominator.</param>
    /// <returns>[B, ceil(samples · Up / Down)]; the caller's.</returns>
    /// <exception cref="ArgumentException">Not two dimensions, or no samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="ratio"/> outside its range.</exception>
    public static Tensor Resample(Tensor waveform, Ratio ratio)
    {
        Waveforms.Check(waveform);
        if (ratio is not { Up: >= 1 and <= 512, Down: >= 1 and <= 512 } || ratio.Value is < 0.25 or > 4)
            throw new ArgumentOutOfRangeException(nameof(ratio), ratio, "must be in [0.25, 4] with terms from 1 to 512");
        var (up, down) = Lowest(ratio);
        if (up == down) return waveform.clone();

        using var scope = NewDisposeScope();
        var (batch, samples) = (waveform.shape[0], waveform.shape[1]);
        var length = ((samples * up) + down - 1) / down;
        var groups = (length + up - 1) / up;
        var half = HalfWidth(up, down);
        var taps = (2 * half) + down;
        var filters = tensor(Filters(up, down, half, taps), [up, 1, taps], device: waveform.device);
        var right = Math.Max(0, ((groups - 1) * down) + taps - half - samples);
        var padded = nn.functional.pad(waveform, [half, right]).unsqueeze(1);    // [B, 1, padded]
        return nn.functional.conv1d(padded, filters, stride: down)               // [B, up, groups or more]
            .narrow(2, 0, groups)
            .transpose(1, 2)
            .reshape(batch, groups * up)
            .narrow(1, 0, length)
            .contiguous()
            .MoveToOuterDisposeScope();
    }

    private static (int Up, int Down) Lowest(Ratio ratio)
    {
        var (a, b) = (ratio.Up, ratio.Down);
        while (b != 0) (a, b) = (b, a % b);
        return (ratio.Up / a, ratio.Down / a);
    }

    private static double Bandwidth(int up, int down) => Cutoff * Math.Min(1, (double)up / down);

    private static int HalfWidth(int up, int down) => (int)Math.Ceiling(Crossings / Bandwidth(up, down));

    // Row p holds the filter of the p-th new sample of a group; tap j weighs the old sample j - half from the group's first on.
    private static float[] Filters(int up, int down, int half, int taps)
    {
        var bandwidth = Bandwidth(up, down);
        var width = Crossings / bandwidth;
        var filters = new float[up * taps];
        var row = new double[taps];
        for (var phase = 0; phase < up; phase++)
        {
            var sum = 0.0;
            for (var tap = 0; tap < taps; tap++)
            {
                var distance = ((double)phase * down / up) - (tap - half);
                row[tap] = Math.Abs(distance) >= width ? 0 : Sinc(bandwidth * distance) * Kaiser(Math.Abs(distance) / width);
                sum += row[tap];
            }

            // Each filter passes a constant as it is: without this the level would ripple from phase to phase.
            for (var tap = 0; tap < taps; tap++) filters[(phase * taps) + tap] = (float)(row[tap] / sum);
        }

        return filters;
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    // Kaiser's window at a part of its half width, from 0 to below 1.
    private static double Kaiser(double part)
    {
        var place = part * WindowSteps;
        var step = (int)place;
        return Window[step] + ((place - step) * (Window[step + 1] - Window[step]));
    }

    // The modified Bessel function of order 0 by its power series (https://dlmf.nist.gov/10.25.E2): at most 30 terms up to Beta.
    private static double BesselI0(double x)
    {
        var quarter = x * x / 4;
        var (sum, term) = (1.0, 1.0);
        for (var k = 1; term > sum * 1e-12; k++)
        {
            term *= quarter / ((double)k * k);
            sum += term;
        }

        return sum;
    }
}
