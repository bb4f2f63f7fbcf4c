namespace Audio2Mqtt.Torch.Audio;

/// <summary>
/// Integrated loudness of one channel by ITU-R BS.1770-4 and EBU R 128, in LUFS: samples weighted as ears do (a shelf above 1.7 kHz, a high-pass at 38 Hz), the
/// power of blocks of 0.4 s that overlap by three quarters, and of those the mean that two gates leave: -70 LUFS, then 10 LU below the mean.
/// One instance measures one sound, given in parts.
/// </summary>
public sealed class LoudnessMeter
{
    /// <summary>Loudness of what is too quiet to be measured.</summary>
    public const double FloorLufs = -70;

    // The standard's figures. A 997 Hz sine at full scale has -3.01 LUFS.
    private const double Offset = -0.691;
    private const double RelativeGateLu = 10;
    private const int QuartersPerBlock = 4;

    private readonly int quarterSamples;
    private readonly List<double> quarters = [];
    private Biquad shelf;
    private Biquad highPass;
    private double sum;
    private int count;

    /// <summary>A meter at rest.</summary>
    /// <param name="sampleRate">Rate of what it measures, in hertz, 1000 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">Below that.</exception>
    public LoudnessMeter(int sampleRate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, AudioInputOptions.MinSampleRate);
        quarterSamples = sampleRate / 10;
        (shelf, highPass) = (Biquad.Shelf(sampleRate), Biquad.HighPass(sampleRate));
    }

    /// <summary>Measures more.</summary>
    /// <param name="samples">The next samples.</param>
    public void Add(ReadOnlySpan<float> samples)
    {
        foreach (var sample in samples)
        {
            var weighted = highPass.Next(shelf.Next(sample));
            sum += weighted * weighted;
            if (++count < quarterSamples) continue;
            quarters.Add(sum / quarterSamples);
            (sum, count) = (0, 0);
        }
    }

    /// <summary>The loudness of all that was measured, in LUFS, at least <see cref="FloorLufs"/>. What is shorter than a block is taken as one.</summary>
    public double Integrated()
    {
        var blocks = Blocks();
        var loud = blocks.Where(power => Lufs(power) > FloorLufs).ToList();
        if (loud.Count == 0) return FloorLufs;
        var gate = Lufs(loud.Average()) - RelativeGateLu;
        return Math.Max(FloorLufs, Lufs(loud.Where(power => Lufs(power) > gate).Average()));
    }

    private static double Lufs(double power) => power > 0 ? Offset + (10 * Math.Log10(power)) : double.NegativeInfinity;

    private List<double> Blocks()
    {
        var total = quarters.Sum() * quarterSamples;
        var samples = (quarters.Count * (long)quarterSamples) + count;
        if (quarters.Count < QuartersPerBlock) return samples == 0 ? [] : [(total + sum) / samples];
        return [.. Enumerable.Range(0, quarters.Count - QuartersPerBlock + 1).Select(k => quarters.Skip(k).Take(QuartersPerBlock).Average())];
    }

    // BS.1770 gives both filters' coefficients at 48 kHz; at other rates they are those of the same analogue filters, whose figures follow from them.
    private struct Biquad
    {
        private double b0, b1, b2, a1, a2, z1, z2;

        public static Biquad Shelf(int sampleRate)
        {
            const double hertz = 1681.974450955533, gainDb = 3.999843853973347, q = 0.7071752369554196;
            var k = Math.Tan(Math.PI * hertz / sampleRate);
            var high = Math.Pow(10, gainDb / 20);
            var band = Math.Pow(high, 0.4996667741545416);
            var a0 = 1 + (k / q) + (k * k);
            return new()
            {
                b0 = (high + (band * k / q) + (k * k)) / a0,
                b1 = 2 * ((k * k) - high) / a0,
                b2 = (high - (band * k / q) + (k * k)) / a0,
                a1 = 2 * ((k * k) - 1) / a0,
                a2 = (1 - (k / q) + (k * k)) / a0,
            };
        }

        public static Biquad HighPass(int sampleRate)
        {
            const double hertz = 38.13547087602444, q = 0.5003270373238773;
            var k = Math.Tan(Math.PI * hertz / sampleRate);
            var a0 = 1 + (k / q) + (k * k);
            return new() { b0 = 1, b1 = -2, b2 = 1, a1 = 2 * ((k * k) - 1) / a0, a2 = (1 - (k / q) + (k * k)) / a0 };
        }

        public double Next(double x)
        {
            var y = (b0 * x) + z1;
            z1 = (b1 * x) - (a1 * y) + z2;
            z2 = (b2 * x) - (a2 * y);
            return y;
        }
    }
}
