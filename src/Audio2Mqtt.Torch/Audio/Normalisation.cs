namespace Audio2Mqtt.Torch.Audio;

/// <summary>The gain that brings a sound to a level that all have in common.</summary>
public static class Normalisation
{
    /// <summary>What a sound's highest peak becomes, in dBFS: room for what a lossy format adds.</summary>
    public const double PeakDbfs = -1;

    /// <summary>What a sound's loudness becomes, in LUFS: EBU R 128's.</summary>
    public const double LoudnessLufs = -23;

    /// <summary>The gain that brings the highest peak to <see cref="PeakDbfs"/>.</summary>
    /// <param name="samples">Mono.</param>
    /// <returns>A factor; 1 where all samples are 0.</returns>
    public static float PeakGain(ReadOnlySpan<float> samples) => PeakGain(AudioLevel.Peak(samples));

    /// <summary>The gain that brings the integrated loudness to <see cref="LoudnessLufs"/>, or less: as far as peaks stay at or below <see cref="PeakDbfs"/>.</summary>
    /// <param name="samples">Mono.</param>
    /// <param name="sampleRate">Their rate, in hertz.</param>
    /// <param name="isHeld">Whether peaks kept it below.</param>
    /// <returns>A factor; 1 where it is too quiet to be measured.</returns>
    public static float LoudnessGain(ReadOnlySpan<float> samples, int sampleRate, out bool isHeld)
    {
        var meter = new LoudnessMeter(sampleRate);
        meter.Add(samples);
        return LoudnessGain(meter.Integrated(), AudioLevel.Peak(samples), out isHeld);
    }

    /// <summary>The gain that brings a peak to <see cref="PeakDbfs"/>; 1 where it is 0.</summary>
    internal static float PeakGain(float peak) => peak > 0 ? (float)Math.Pow(10, PeakDbfs / 20) / peak : 1;

    /// <summary>The gain for a sound of this loudness in LUFS and this highest peak.</summary>
    internal static float LoudnessGain(double loudness, float peak, out bool isHeld)
    {
        isHeld = false;
        if (loudness <= LoudnessMeter.FloorLufs) return 1;
        var wanted = (float)Math.Pow(10, (LoudnessLufs - loudness) / 20);
        var most = PeakGain(peak);
        isHeld = wanted > most;
        return Math.Min(wanted, most);
    }
}
