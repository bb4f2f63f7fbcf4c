namespace Audio2Mqtt.Torch.Audio;

/// <summary>One channel of several.</summary>
/// <param name="source">Disposed by this.</param>
/// <param name="channel">From 1; checked by the caller.</param>
internal sealed class ChannelReader(IAudioReader source, int channel) : IAudioReader
{
    private const int BlockFrames = 4096;
    private readonly float[] _block = new float[BlockFrames * source.Channels];

    /// <inheritdoc/>
    public int SampleRate => source.SampleRate;

    /// <inheritdoc/>
    public int Channels => 1;

    /// <inheritdoc/>
    public long? Frames => source.Frames;

    /// <inheritdoc/>
    public AudioInfo Info => source.Info;

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => source.Warnings;

    /// <inheritdoc/>
    public int Read(Span<float> samples)
    {
        if (samples.IsEmpty) throw new ArgumentException("has no room for a frame", nameof(samples));
        var step = source.Channels;
        var count = source.Read(_block.AsSpan(0, Math.Min(samples.Length, BlockFrames) * step)) / step;
        for (var i = 0; i < count; i++) samples[i] = _block[(i * step) + channel - 1];
        return count;
    }

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();
}
