namespace Audio2Mqtt.Torch.Streaming;

/// <summary>
/// Gives samples no sooner than they would have come live, in blocks of 20 ms. Each block is due at its own distance from the beginning, so the pace
/// does not drift; a reader that was away gets what is due at once.
/// </summary>
internal sealed class PacedCapture : ICapture
{
    private const int BlockSamples = SamplesPerSecond / 50;
    private const int SamplesPerSecond = 16_000;

    private readonly ICapture _source;
    private readonly TimeProvider _time;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenSource _ended;
    private readonly long _began;
    private long _position;

    /// <summary>Takes over a source; its first sample is due now.</summary>
    internal PacedCapture(ICapture source, TimeProvider time, CancellationToken cancellationToken)
    {
        (_source, _time, _cancellation) = (source, time, cancellationToken);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _began = time.GetTimestamp();
    }

    /// <inheritdoc/>
    public int Read(Span<float> samples)
    {
        var count = _source.Read(samples[..Math.Min(samples.Length, BlockSamples)]);

        // A sample exists once it has sounded: a block comes at its end.
        _position += count;
        Wait(TimeSpan.FromTicks(_position * TimeSpan.TicksPerSecond / SamplesPerSecond) - _time.GetElapsedTime(_began));
        return count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ended.Cancel();
        _source.Dispose();
    }

    private void Wait(TimeSpan rest)
    {
        // A timer counts whole milliseconds; less would spin.
        if (rest < TimeSpan.FromMilliseconds(1)) return;
        try
        {
            Task.Delay(rest, _time, _ended.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            _cancellation.ThrowIfCancellationRequested();
            throw new ObjectDisposedException(nameof(PacedCapture));
        }
    }
}
