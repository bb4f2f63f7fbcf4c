using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Streaming;

/// <summary>
/// A reader of 16 kHz mono as a capture. A chain of readers belongs to one thread, so another one only ends the wait at its beginning; whoever is the
/// last to leave disposes the chain.
/// </summary>
internal sealed class ReaderCapture : ICapture
{
    private readonly Lock _reading = new();
    private readonly IAudioReader _reader;
    private readonly Action _interrupt;
    private readonly ILosses? _losses;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenRegistration _registration;
    private volatile bool _disposed;
    private bool _released;

    /// <summary>Takes over a reader.</summary>
    /// <param name="reader">16 kHz mono; disposed by this.</param>
    /// <param name="interrupt">Ends a read that waits, from any thread, possibly more than once.</param>
    /// <param name="losses">Who counts what is lost; null where nothing can be.</param>
    /// <param name="cancellationToken">Ends reads.</param>
    internal ReaderCapture(IAudioReader reader, Action interrupt, ILosses? losses, CancellationToken cancellationToken)
    {
        (_reader, _interrupt, _losses, _cancellation) = (reader, interrupt, losses, cancellationToken);
        _registration = cancellationToken.Register(interrupt);
    }

    /// <summary>Takes over an open source: one channel, or the mean of all, at 16 kHz.</summary>
    /// <exception cref="AudioException">It has no such channel.</exception>
    internal static ReaderCapture Of(LiveInput input, string name, int? channel, CancellationToken cancellationToken) =>
        new(CaptureChain.Mono16k(input.Reader, name, channel), input.Interrupt, input.Losses, cancellationToken);

    /// <inheritdoc/>
    public long LostSamples { get; private set; }

    /// <inheritdoc/>
    public int Read(Span<float> samples)
    {
        try
        {
            lock (_reading)
            {
                ThrowIfOver();
                var count = _reader.Read(samples);
                LostSamples = _losses?.Take(AudioInput.YamnetSampleRate) ?? 0;
                if (count == 0) ThrowIfOver();
                return count;
            }
        }
        catch (Exception failure) when (failure is AudioException or ObjectDisposedException)
        {
            // An interrupted reader fails or ends as it likes; why it was interrupted is what counts.
            ThrowIfOver();
            throw;
        }
        finally
        {
            if (_disposed) Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _registration.Dispose();
        _interrupt();
        Release();
    }

    private void ThrowIfOver()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _cancellation.ThrowIfCancellationRequested();
    }

    // A reader that is inside now comes here itself when it leaves.
    private void Release()
    {
        if (!_reading.TryEnter()) return;
        try
        {
            if (!_released) _reader.Dispose();
            _released = true;
        }
        finally
        {
            _reading.Exit();
        }
    }
}
