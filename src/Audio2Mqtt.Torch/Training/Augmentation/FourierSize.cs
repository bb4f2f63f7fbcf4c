namespace Audio2Mqtt.Torch.Training.Augmentation;

/// <summary>Lengths at which a Fourier transform is fast.</summary>
internal static class FourierSize
{
    /// <summary>The least even number from <paramref name="samples"/> on whose only prime factors are 2, 3 and 5.</summary>
    internal static long AtLeast(long samples)
    {
        var best = long.MaxValue;
        for (long fives = 1; fives < best; fives *= 5)
        {
            for (var threes = fives; threes < best; threes *= 3)
            {
                var twos = 2 * threes;
                while (twos < samples) twos *= 2;
                best = Math.Min(best, twos);
            }
        }

        return best;
    }
}
