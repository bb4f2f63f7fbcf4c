namespace Audio2Mqtt.Torch.Training.Augmentation;

/// <summary>
/// Random numbers that a seed alone decides, on every machine and in every version: SplitMix64 (Steele, Lea and Flood 2014,
/// https://doi.org/10.1145/2660193.2660195). .NET promises no such thing of its own generator.
/// </summary>
internal sealed class SeededDraws(long seed)
{
    private ulong state = (ulong)seed;

    /// <summary>The next 64 bits.</summary>
    internal long Next()
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (long)(z ^ (z >> 31));
    }

    /// <summary>Evenly from 0 up to, not including, 1.</summary>
    internal double Unit() => ((ulong)Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Evenly from <paramref name="min"/> to <paramref name="max"/>.</summary>
    internal double Between(double min, double max) => min + ((max - min) * Unit());

    /// <summary>Evenly over the octaves from <paramref name="min"/> to <paramref name="max"/>, both above 0.</summary>
    internal double BetweenOctaves(double min, double max) => min * Math.Pow(max / min, Unit());
}
