namespace Audio2Mqtt.Torch.Audio;

/// <summary>
/// Finds sound by the level of 25 ms frames, 10 ms apart, against that of the loudest one. A sound is never cut into: its stretch begins and ends with
/// a frame that holds some of it, so up to 25 ms of silence stay on either side.
/// </summary>
public static class Silence
{
    /// <summary>What is left without the silence before the first sound and after the last one.</summary>
    /// <param name="samples">Mono.</param>
    /// <param name="sampleRate">Their rate, in hertz, 1 or more.</param>
    /// <param name="options">What counts as silence; null for the defaults.</param>
    /// <returns>The stretch; all of it where everything is digital silence, as there is nothing to compare with.</returns>
    public static SoundStretch Trim(ReadOnlySpan<float> samples, int sampleRate, SilenceOptions? options = null)
    {
        var levels = new FrameLevels(sampleRate);
        levels.Add(samples);
        return Trim(levels, (options ?? new()).TopDb);
    }

    /// <summary>The sounds that silence parts, in their order.</summary>
    /// <param name="samples">Mono.</param>
    /// <param name="sampleRate">Their rate, in hertz, 1 or more.</param>
    /// <param name="options">What counts as silence, and what of it parts; null for the defaults.</param>
    /// <returns>Stretches that do not touch; none where everything is digital silence, or no sound is long enough.</returns>
    public static IReadOnlyList<SoundStretch> Split(ReadOnlySpan<float> samples, int sampleRate, SilenceOptions? options = null)
    {
        var levels = new FrameLevels(sampleRate);
        levels.Add(samples);
        return Split(levels, sampleRate, options ?? new());
    }

    /// <summary>The same of samples whose levels are known.</summary>
    /// <param name="levels">All of them.</param>
    /// <param name="topDb">How far below the loudest frame silence begins, in dB.</param>
    internal static SoundStretch Trim(FrameLevels levels, double topDb)
    {
        var sounds = Sounds(levels, topDb);
        return sounds.Count == 0 ? new(0, checked((int)levels.Samples)) : new(sounds[0].First, sounds[^1].End);
    }

    /// <summary>The same of samples whose levels are known.</summary>
    /// <param name="levels">All of them.</param>
    /// <param name="sampleRate">Their rate, in hertz.</param>
    /// <param name="options">What counts as silence, and what of it parts.</param>
    internal static IReadOnlyList<SoundStretch> Split(FrameLevels levels, int sampleRate, SilenceOptions options)
    {
        var joined = new List<SoundStretch>();
        foreach (var sound in Sounds(levels, options.TopDb))
        {
            if (joined.Count > 0 && sound.First - joined[^1].End < options.MinSilenceSeconds * sampleRate) joined[^1] = joined[^1] with { End = sound.End };
            else joined.Add(sound);
        }

        joined.RemoveAll(sound => sound.Length < options.MinSoundSeconds * sampleRate);
        return joined;
    }

    // Runs of frames with sound; frames of neighbouring runs may touch.
    private static List<SoundStretch> Sounds(FrameLevels levels, double topDb)
    {
        var (dbfs, grid, length) = (levels.Complete(), levels.Grid, checked((int)levels.Samples));
        var floor = dbfs.Max() - topDb;
        var sounds = new List<SoundStretch>();
        if (dbfs.Max() <= AudioLevel.FloorDbfs) return sounds;
        for (var k = 0; k < dbfs.Count; k++)
        {
            if (dbfs[k] < floor) continue;
            var (first, end) = (k * grid.HopSamples, Math.Min(length, (k * grid.HopSamples) + grid.WindowSamples));
            if (sounds.Count > 0 && first <= sounds[^1].End) sounds[^1] = sounds[^1] with { End = end };
            else sounds.Add(new(first, end));
        }

        return sounds;
    }
}
