using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Training.Review;

/// <summary>A clip's samples, once more.</summary>
internal static class ClipSamples
{
    /// <summary>16 kHz mono; empty where the clip cannot be read any more.</summary>
    public static float[] Of(ClipSource clip, CancellationToken cancellationToken)
    {
        try
        {
            using var reader = new StretchReader(clip.Path, AudioInput.YamnetSampleRate, cancellationToken);
            return reader.Read(clip.Start, clip.Duration);
        }
        catch (AudioException)
        {
            // It was readable a moment ago; what is gone is no copy.
            return [];
        }
    }
}
