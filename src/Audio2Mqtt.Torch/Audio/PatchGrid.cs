namespace Audio2Mqtt.Torch.Audio;

/// <summary>
/// How a recording is cut into patches: windows a hop apart, and zeros at the end until whole patches cover everything. The rule is
/// YAMNet's (<c>LogMel.PaddedLength</c>), for windows of any length. Training, files and evaluation cut by it.
/// </summary>
/// <param name="WindowSamples">Samples in a patch, 1 or more.</param>
/// <param name="HopSamples">Samples from one patch to the next, 1 or more.</param>
public readonly record struct PatchGrid(int WindowSamples, int HopSamples)
{
    /// <summary>Patches that a recording gives once padded: at least one, and one more for each further hop begun.</summary>
    /// <param name="samples">Its length, 0 or more.</param>
    public int Count(long samples)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(samples);
        return checked((int)(1 + ((Math.Max(0, samples - WindowSamples) + HopSamples - 1) / HopSamples)));
    }

    /// <summary>Samples that a number of patches needs.</summary>
    /// <param name="patches">1 or more.</param>
    public long Length(int patches) => WindowSamples + ((patches - 1L) * HopSamples);

    /// <summary>Length of a recording once padded.</summary>
    /// <param name="samples">Its length, 0 or more.</param>
    public long PaddedLength(long samples) => Length(Count(samples));

    /// <summary>
    /// Level of each patch: the RMS of the samples that are there, in dBFS. The padding does not count, or the last patch of a recording would
    /// seem quieter than it is.
    /// </summary>
    /// <param name="samples">From the beginning of the first patch; what is missing at the end is padding.</param>
    /// <param name="levelsDbfs">Written, a level for each patch; patches that begin after the end get <see cref="AudioLevel.FloorDbfs"/>.</param>
    public void Levels(ReadOnlySpan<float> samples, Span<float> levelsDbfs)
    {
        for (var k = 0; k < levelsDbfs.Length; k++)
        {
            var from = (int)Math.Min(samples.Length, k * (long)HopSamples);
            var patch = samples.Slice(from, Math.Min(WindowSamples, samples.Length - from));
            levelsDbfs[k] = AudioLevel.ToDbfs(AudioLevel.Rms(patch));
        }
    }
}
