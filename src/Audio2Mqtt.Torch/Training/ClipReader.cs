using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Training;

/// <summary>Reads a clip whole.</summary>
internal static class ClipReader
{
    /// <summary>The clip's samples, 16 kHz mono.</summary>
    /// <exception cref="AudioException">It cannot be read, holds no audio, is silent or holds what is no number.</exception>
    public static float[] Read(ClipSource clip, CancellationToken cancellationToken)
    {
        using var reader = AudioInput.OpenMono16k(clip.Path, new() { Start = clip.Start, Duration = clip.Duration }, cancellationToken);
        var samples = reader.ReadToEnd();
        if (samples.Length == 0) throw new AudioException(clip.Path, "holds no audio");
        if (AudioLevel.ToDbfs(AudioLevel.Rms(samples)) <= SilenceDbfs) throw new AudioException(clip.Path, $"is silent (below {SilenceDbfs} dBFS)");
        return samples;
    }

    // Digital silence and dither; the quietest microphone's own noise is well above.
    private const float SilenceDbfs = -90;
}
