namespace Audio2Mqtt.Torch.Audio;

/// <summary>The next frames of a reader that stands at a frame and goes on afterwards: disposing this one leaves the source open.</summary>
internal sealed class WindowReader(IAudioReader source, long firstFrame, long? maxFrames) : IAudioReader
{
    /// <summary>Frames given so far.</summary>
    internal long Given { get; private set; }

    /// <summary>Whether the source has told its end.</summary>
    internal bool MetEnd { get; private set; }

    /// <inheritdoc/>
    public int SampleRate => source.SampleRate;

    /// <inheritdoc/>
    public int Channels => source.Channels;

    /// <inheritdoc/>
    public long? Frames => source.Frames is { } frames ? Math.Clamp(frames - firstFrame, 0, maxFrames ?? long.MaxValue) : null;

    /// <inheritdoc/>
    public AudioInfo Info => source.Info;

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => source.Warnings;

    /// <inheritdoc/>
    public int Read(Span<float> samples)
    {
        var frames = (int)Math.Min(samples.Length / Channels, (maxFrames ?? long.MaxValue) - Given);
        if (frames == 0) return 0;
        var count = source.Read(samples[..(frames * Channels)]);
        Given += count / Channels;
        MetEnd |= count == 0;
        return count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The source stays its owner's.
    }
}
