namespace Audio2Mqtt.Torch.Inspection.Clips;

/// <summary>The part of a clip that is worth hearing.</summary>
internal static class LoudestPart
{
    private const int StepSamples = 800; // 50 ms

    /// <summary>The stretch of a length that holds most energy; all of it where it is no longer.</summary>
    public static ReadOnlySpan<float> Of(ReadOnlySpan<float> samples, int length)
    {
        if (samples.Length <= length) return samples;
        var energies = new double[(samples.Length / StepSamples) + 2];
        for (var k = 0; k < samples.Length; k++) energies[(k / StepSamples) + 1] += samples[k] * (double)samples[k];
        for (var k = 1; k < energies.Length; k++) energies[k] += energies[k - 1];
        var (steps, best, bestEnergy) = (length / StepSamples, 0, -1.0);
        for (var k = 0; k * StepSamples <= samples.Length - length; k++)
        {
            var energy = energies[Math.Min(k + steps, energies.Length - 1)] - energies[k];
            if (energy > bestEnergy) (best, bestEnergy) = (k, energy);
        }

        return samples.Slice(best * StepSamples, length);
    }
}
