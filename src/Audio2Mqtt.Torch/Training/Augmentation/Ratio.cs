namespace Audio2Mqtt.Torch.Training.Augmentation;

/// <summary>A rate of resampling as a fraction: <paramref name="Up"/> samples are made of <paramref name="Down"/>.</summary>
/// <param name="Up">Numerator, 1 or more.</param>
/// <param name="Down">Denominator, 1 or more.</param>
public readonly record struct Ratio(int Up, int Down)
{
    /// <summary>The quotient.</summary>
    public double Value => (double)Up / Down;

    /// <summary>The nearest fraction with a bounded denominator.</summary>
    /// <param name="value">In [0.25, 4].</param>
    /// <param name="maxDown">The largest denominator, 1 or more. Default 128: mostly within a tenth of a cent, next to 1 within 7.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument outside its range.</exception>
    public static Ratio Nearest(double value, int maxDown = 128)
    {
        if (value is not (>= 0.25 and <= 4)) throw new ArgumentOutOfRangeException(nameof(value), value, "must be in [0.25, 4]");
        ArgumentOutOfRangeException.ThrowIfLessThan(maxDown, 1);
        var best = new Ratio((int)Math.Max(1, Math.Round(value)), 1);
        for (var down = 2; down <= maxDown; down++)
        {
            var candidate = new Ratio((int)Math.Max(1, Math.Round(value * down)), down);
            // The first of equals has the lowest terms.
            if (Math.Abs(candidate.Value - value) < Math.Abs(best.Value - value)) best = candidate;
        }

        return best;
    }
}
