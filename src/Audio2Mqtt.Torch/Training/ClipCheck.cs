using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Network;

namespace Audio2Mqtt.Torch.Training;

/// <summary>The one rule by which clips are left out, for the inspection and for what decodes them anyway.</summary>
internal static class ClipCheck
{
    /// <summary>Below, a clip is too short: a fifth of a second is the shortest knock or click with its surroundings.</summary>
    internal const double MinSeconds = 0.2;

    private const double PatchSeconds = 0.96;
    private const double HopSeconds = 0.48;

    /// <summary>Judges decoded samples.</summary>
    /// <param name="samples">Mono.</param>
    /// <param name="sampleRate">Their rate, in hertz.</param>
    internal static ClipVerdict Of(ReadOnlySpan<float> samples, int sampleRate)
    {
        // Half a sample of grace: resampling may round a piece of just 0.2 s down.
        if (samples.Length + 0.5 < MinSeconds * sampleRate) return ClipVerdict.TooShort;
        if (FiniteReader.IndexOfNonFinite(samples) >= 0) return ClipVerdict.Unreadable;
        var grid = new PatchGrid((int)(PatchSeconds * sampleRate), (int)(HopSeconds * sampleRate));
        var levels = new float[grid.Count(samples.Length)];
        grid.Levels(samples, levels);
        return levels.All(level => level < ClipJudge.SilenceDbfs) ? ClipVerdict.Silent : ClipVerdict.Good;
    }

    /// <summary>The clip as one that is left out; null where its verdict is good.</summary>
    /// <param name="clip">The clip.</param>
    /// <param name="samples">Its samples, mono.</param>
    /// <param name="sampleRate">Their rate, in hertz.</param>
    internal static LeftOutClip? Judge(ClipSource clip, ReadOnlySpan<float> samples, int sampleRate) => Of(samples, sampleRate) switch
    {
        ClipVerdict.TooShort => new(clip, ClipVerdict.TooShort, $"is shorter than {MinSeconds} s"),
        ClipVerdict.Silent => new(clip, ClipVerdict.Silent, $"is silent: below {ClipJudge.SilenceDbfs:0} dBFS throughout"),
        ClipVerdict.Unreadable => new(clip, ClipVerdict.Unreadable, "holds samples that are no numbers"),
        _ => null,
    };

    /// <summary>The clip as one that is left out because it cannot be decoded.</summary>
    internal static LeftOutClip Unreadable(ClipSource clip, AudioException failure) => new(clip, ClipVerdict.Unreadable, failure.Reason);
}
