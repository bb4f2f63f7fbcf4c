using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Training;

/// <summary>Reads a single clip whole.</summary>
internal static class ClipReader
{
    /// <summary>The clip's samples, 16 kHz mono.</summary>
    /// <exception cref="AudioException">It cannot be read or holds no audio.</exception>
    public static float[] Read(ClipSource clip, CancellationToken cancellationToken)
    {
        using var reader = AudioInput.OpenMono16k(clip.Path, new() { Start = clip.Start, Duration = clip.Duration }, cancellationToken);
        var samples = reader.ReadToEnd();
        return samples.Length > 0 ? samples : throw new AudioException(clip.Path, "holds no audio");
    }
}
