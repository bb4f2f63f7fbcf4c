namespace Audio2Mqtt.Torch.Audio.Devices;

/// <summary>What a device puts into a ring, as a reader. Disposing it from another thread ends a read that waits.</summary>
/// <param name="ring">Filled by the device.</param>
/// <param name="info">The device's own format.</param>
/// <param name="device">Whatever fills the ring; disposed by this, after which it writes no more.</param>
internal sealed class RingReader(DeviceRing ring, AudioInfo info, IDisposable device) : IAudioReader, ILosses
{
    private long _lostFrames;

    /// <inheritdoc/>
    public int SampleRate => info.SampleRate;

    /// <inheritdoc/>
    public int Channels => info.Channels;

    /// <inheritdoc/>
    public long? Frames => null;

    /// <inheritdoc/>
    public AudioInfo Info => info;

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => [];

    /// <inheritdoc/>
    public int Read(Span<float> samples)
    {
        if (samples.Length < Channels) throw new ArgumentException("has no room for a frame", nameof(samples));
        var count = ring.Read(samples, out var lost);
        _lostFrames += lost;
        return count;
    }

    /// <inheritdoc/>
    public long Take(int sampleRate)
    {
        var lost = _lostFrames * sampleRate / SampleRate;
        _lostFrames = 0;
        return lost;
    }

    /// <summary>Ends a read that waits, from any thread.</summary>
    internal void Interrupt() => ring.Stop();

    /// <inheritdoc/>
    public void Dispose()
    {
        ring.Stop();
        device.Dispose();
    }
}
