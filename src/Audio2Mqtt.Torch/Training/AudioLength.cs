using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Training;

/// <summary>How long recordings are.</summary>
internal static class AudioLength
{
    /// <summary>
    /// What only ffmpeg reads is a process each, so a class folder's files below this size are taken whole unopened: a mebibyte is half a minute at
    /// 256 kbit/s, and even at speech codecs' rates no more than fits into memory as one clip.
    /// </summary>
    private const long UnopenedBytes = 1 << 20;

    private const int BlockSamples = 1 << 16;

    /// <summary>The length of a clip if it may be a long one; null where it is known to be short, or cannot be read.</summary>
    internal static TimeSpan? OfClip(string path, CancellationToken cancellationToken)
    {
        try
        {
#pragma warning disable CA1308 // Extensions are listed as people write them.
            var isCheap = AudioFormats.SoundFileExtensions.Contains(Path.GetExtension(path).ToLowerInvariant());
#pragma warning restore CA1308
            return isCheap || new FileInfo(path).Length >= UnopenedBytes ? Of(path, cancellationToken) : null;
        }
        catch (Exception failure) when (failure is AudioException or IOException or UnauthorizedAccessException)
        {
            return null; // told when the clip is decoded
        }
    }

    /// <summary>The length as the header tells it, else by decoding.</summary>
    /// <exception cref="AudioException">It cannot be read.</exception>
    internal static TimeSpan Of(string path, CancellationToken cancellationToken)
    {
        AudioSource.RequireContent(path);
        using var reader = AudioInput.Open(path, null, cancellationToken);
        if (reader.Frames is { } frames) return AudioTime.OfFrames(frames, reader.SampleRate);
        var block = new float[Math.Max(BlockSamples, reader.Channels)];
        long samples = 0;
        for (int count; (count = reader.Read(block)) > 0; samples += count) cancellationToken.ThrowIfCancellationRequested();
        return AudioTime.OfFrames(samples / reader.Channels, reader.SampleRate);
    }
}
