using System.Buffers;

namespace Audio2Mqtt.Torch.Audio;

/// <summary>
/// Reads stretches of one source, mono and at one rate, each as if it had been opened alone with <see cref="AudioInput"/>, sample for
/// sample. The source is opened once: stretches in rising order decode it once, also where its format cannot seek, so cutting ten hours into
/// pieces costs ten hours of decoding and the memory of one piece. It belongs to one thread at a time.
/// </summary>
/// <param name="path">A file.</param>
/// <param name="sampleRate">The rate of what is read, in hertz.</param>
/// <param name="cancellationToken">Ends waits for ffmpeg.</param>
internal sealed class StretchReader(string path, int sampleRate, CancellationToken cancellationToken) : IDisposable
{
    private const int SkipFrames = 4096;

    private ISeekableReader? _source;
    private long _position;
    private bool _ended;
    private AudioException? _failure;
    private long _failedAt;

    /// <summary>What the source is; null before the first stretch was read.</summary>
    internal AudioInfo? Info { get; private set; }

    /// <summary>Reads one stretch.</summary>
    /// <param name="start">Where it begins.</param>
    /// <param name="duration">How long it is; null for all that follows.</param>
    /// <returns>Its samples, fewer where the source ends before it does, at least one.</returns>
    /// <exception cref="AudioException">The source cannot be read, ends before the stretch, or has samples there that are no numbers.</exception>
    internal float[] Read(TimeSpan start, TimeSpan? duration)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var source = MoveTo(start);
        var first = _position;
        var window = new WindowReader(source, first, duration is { } length ? Math.Max(1, AudioTime.ToFrames(length, source.SampleRate)) : null);
        IAudioReader reader = new FiniteReader(window, path, replace: false, first);
        if (reader.Channels > 1) reader = new MonoReader(reader);
        if (reader.SampleRate != sampleRate) reader = new ResamplingReader(reader, sampleRate);
        try
        {
            using (reader)
            {
                var samples = reader.ReadToEnd();
                if (window.Given == 0) throw Remember(new AudioException(path, $"the audio ends before {AudioTime.Format(start)}"), first);
                return samples;
            }
        }
        finally
        {
            (_position, _ended) = (first + window.Given, window.MetEnd);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _source?.Dispose();

    private ISeekableReader MoveTo(TimeSpan start)
    {
        var source = _source ?? Open();
        var frame = AudioTime.ToFrames(start, source.SampleRate);

        // What failed once fails again: a damaged file of many pieces is not decoded up to the damage for each of them.
        if (_failure is not null && frame >= _failedAt) throw new AudioException(path, _failure.Reason, _failure);
        if (frame == _position) return source;

        // Readers that have told their end stay there.
        if (_ended || !source.TrySeek(frame))
        {
            if (_ended || frame < _position) source = Open();
            if (frame == 0 || !source.TrySeek(frame)) Skip(source, frame);
        }

        _position = frame;
        return source;
    }

    private ISeekableReader Open()
    {
        _source?.Dispose();
        _source = null;
        AudioSource.RequireContent(path);
        (_source, _) = AudioSource.Open(path, ffmpeg: null, cancellationToken);
        AudioInput.Check(_source, path);
        (_position, _ended, Info) = (0, false, _source.Info);
        return _source;
    }

    private void Skip(ISeekableReader source, long frame)
    {
        var block = ArrayPool<float>.Shared.Rent(SkipFrames * source.Channels);
        try
        {
            while (_position < frame)
            {
                var count = source.Read(block.AsSpan(0, (int)Math.Min(frame - _position, SkipFrames) * source.Channels));
                if (count == 0)
                {
                    _ended = true;
                    var place = AudioTime.Format(AudioTime.OfFrames(frame, source.SampleRate));
                    throw Remember(new AudioException(path, $"the audio ends before {place}"), _position);
                }

                _position += count / source.Channels;
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(block);
        }
    }

    private AudioException Remember(AudioException failure, long frame)
    {
        (_failure, _failedAt) = (failure, frame);
        return failure;
    }
}
