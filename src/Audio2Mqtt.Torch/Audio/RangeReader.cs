using System.Buffers;

namespace Audio2Mqtt.Torch.Audio;

/// <summary>Reads a part of another reader: so many frames from such a frame on.</summary>
internal sealed class RangeReader : IAudioReader
{
    private const int SkipFrames = 4096;

    private readonly ISeekableReader _source;
    private readonly string _name;
    private readonly long _firstFrame;
    private readonly long _maxFrames;
    private long _given;

    /// <summary>Moves to the first frame at once, so that a start beyond the end is told when opening.</summary>
    internal RangeReader(ISeekableReader source, string name, long firstFrame, long? maxFrames)
    {
        _source = source;
        _name = name;
        _firstFrame = firstFrame;
        _maxFrames = maxFrames ?? long.MaxValue;
        if (source.Frames is { } frames && firstFrame >= frames) throw StartsBeyondTheEnd(frames);
        if (firstFrame > 0 && !source.TrySeek(firstFrame)) Skip();
    }

    /// <inheritdoc/>
    public int SampleRate => _source.SampleRate;

    /// <inheritdoc/>
    public int Channels => _source.Channels;

    /// <inheritdoc/>
    public long? Frames => _source.Frames is { } frames ? Math.Min(frames - _firstFrame, _maxFrames) : null;

    /// <inheritdoc/>
    public AudioInfo Info => _source.Info;

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => _source.Warnings;

    /// <inheritdoc/>
    public int Read(Span<float> samples)
    {
        if (samples.Length < Channels) throw new ArgumentException("has no room for a frame", nameof(samples));
        var frames = Math.Min(samples.Length / Channels, _maxFrames - _given);
        if (frames == 0) return 0;
        var count = _source.Read(samples[..(int)(frames * Channels)]);
        if (count == 0 && _given == 0) throw StartsBeyondTheEnd(null);
        _given += count / Channels;
        return count;
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    private void Skip()
    {
        var block = ArrayPool<float>.Shared.Rent(SkipFrames * Channels);
        try
        {
            for (var left = _firstFrame; left > 0;)
            {
                var count = _source.Read(block.AsSpan(0, (int)Math.Min(left, SkipFrames) * Channels));
                if (count == 0) throw StartsBeyondTheEnd(_firstFrame - left);
                left -= count / Channels;
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(block);
        }
    }

    private AudioException StartsBeyondTheEnd(long? frames)
    {
        var start = AudioTime.Format(AudioTime.OfFrames(_firstFrame, SampleRate));
        var end = frames is { } known ? $" at {AudioTime.Format(AudioTime.OfFrames(known, SampleRate))}" : " before";
        return new AudioException(_name, $"the start {start} lies beyond the audio, which ends{end}");
    }
}
