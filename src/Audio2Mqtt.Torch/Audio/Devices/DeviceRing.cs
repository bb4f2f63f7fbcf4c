using Audio2Mqtt.Torch.Interop;

namespace Audio2Mqtt.Torch.Audio.Devices;

/// <summary>
/// Where the thread of a device and the thread that listens meet: frames of so much time, the oldest of which are dropped and counted when nobody fetches
/// them. Places where something was lost are kept, so that a read ends there and the next one tells.
/// </summary>
/// <param name="name">The device, for messages.</param>
/// <param name="channels">Samples a frame.</param>
/// <param name="capacityFrames">How much is kept.</param>
internal sealed class DeviceRing(string name, int channels, int capacityFrames) : ICaptureSink
{
    private readonly object _gate = new();
    private readonly float[] _samples = new float[capacityFrames * channels];
    private readonly Queue<(long At, long Frames)> _losses = new();
    private long _written;
    private long _read;
    private string? _failure;
    private bool _stopped;

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<float> samples)
    {
        lock (_gate)
        {
            while (!samples.IsEmpty)
            {
                var at = (int)(_written % _samples.Length);
                var count = Math.Min(samples.Length, _samples.Length - at);
                samples[..count].CopyTo(_samples.AsSpan(at));
                _written += count;
                samples = samples[count..];
            }

            if (_written - _read > _samples.Length) DropOldest();
            Monitor.PulseAll(_gate);
        }
    }

    /// <inheritdoc/>
    public void Lose(long frames)
    {
        if (frames <= 0) return;
        lock (_gate) _losses.Enqueue((_written, frames));
    }

    /// <inheritdoc/>
    public void Fail(string reason)
    {
        lock (_gate)
        {
            _failure ??= reason;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Ends every read, now and from now on.</summary>
    internal void Stop()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits for frames and takes what has come.</summary>
    /// <param name="samples">Room for a frame at least.</param>
    /// <param name="lostFrames">What was lost just before them.</param>
    /// <returns>Samples, whole frames; at least one.</returns>
    /// <exception cref="AudioException">Nothing more will come, and everything that came has been read.</exception>
    /// <exception cref="ObjectDisposedException">It was stopped.</exception>
    internal int Read(Span<float> samples, out long lostFrames)
    {
        lock (_gate)
        {
            while (_read == _written && !_stopped)
            {
                if (_failure is not null) throw new AudioException(name, _failure);
                Monitor.Wait(_gate);
            }

            ObjectDisposedException.ThrowIf(_stopped, this);
            lostFrames = 0;
            while (_losses.TryPeek(out var loss) && loss.At <= _read) lostFrames += _losses.Dequeue().Frames;
            var end = _losses.TryPeek(out var next) ? Math.Min(next.At, _written) : _written;
            var count = (int)Math.Min(samples.Length / channels * channels, end - _read);
            var at = (int)(_read % _samples.Length);
            var first = Math.Min(count, _samples.Length - at);
            _samples.AsSpan(at, first).CopyTo(samples);
            _samples.AsSpan(0, count - first).CopyTo(samples[first..]);
            _read += count;
            return count;
        }
    }

    private void DropOldest()
    {
        var from = _written - _samples.Length;
        var lost = (from - _read) / channels;
        while (_losses.TryPeek(out var loss) && loss.At <= from) lost += _losses.Dequeue().Frames;
        var later = _losses.ToArray();
        _losses.Clear();
        _losses.Enqueue((from, lost));
        foreach (var loss in later) _losses.Enqueue(loss);
        _read = from;
    }
}
