using System.Buffers;

namespace Audio2Mqtt.Torch.Audio;

/// <summary>Reads another reader at another rate.</summary>
internal sealed class ResamplingReader : IAudioReader
{
    // Measured: 4096 frames are within 2 % of the fastest block on real clips, and 16 KiB stay in the first-level cache.
    private const int BlockFrames = 4096;

    private readonly IAudioReader _source;
    private readonly Resampler _resampler;
    private float[]? _block;
    private int _start;
    private int _end;
    private bool _ended;

    internal ResamplingReader(IAudioReader source, int sampleRate)
    {
        _source = source;
        SampleRate = sampleRate;
        _resampler = new Resampler(source.SampleRate, sampleRate, source.Channels);
        _block = ArrayPool<float>.Shared.Rent(BlockFrames * source.Channels);
    }

    /// <inheritdoc/>
    public int SampleRate { get; }

    /// <inheritdoc/>
    public int Channels => _source.Channels;

    /// <inheritdoc/>
    public long? Frames => _source.Frames is { } frames ? Resampler.OutputFrames(frames, _source.SampleRate, SampleRate) : null;

    /// <inheritdoc/>
    public AudioInfo Info => _source.Info;

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => _source.Warnings;

    /// <inheritdoc/>
    public int Read(Span<float> samples)
    {
        ObjectDisposedException.ThrowIf(_block is null, this);
        if (samples.Length < Channels) throw new ArgumentException("has no room for a frame", nameof(samples));
        while (true)
        {
            if (_start == _end && !_ended)
            {
                _start = 0;
                _end = _source.Read(_block.AsSpan(0, BlockFrames * Channels));
                _ended = _end == 0;
            }

            if (_ended) return _resampler.Flush(samples);
            var count = _resampler.Process(_block.AsSpan(_start, _end - _start), samples, out var consumed);
            _start += consumed;
            if (count > 0) return count;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _source.Dispose();
        _resampler.Dispose();
        if (_block is null) return;
        ArrayPool<float>.Shared.Return(_block);
        _block = null;
    }
}
