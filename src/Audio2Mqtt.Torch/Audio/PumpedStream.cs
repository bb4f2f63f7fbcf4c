using System.IO.Pipelines;

namespace Audio2Mqtt.Torch.Audio;

/// <summary>
/// A stream whose waiting read can be ended: a thread of its own reads the source into a short pipe. A read of a terminal or a pipe knows no other way;
/// the thread stays in it until the source gives something or the program ends.
/// </summary>
internal sealed class PumpedStream : Stream
{
    // Enough for a packet of anything; a source that is not fetched waits.
    private const int MaxBytes = 1 << 16;
    private const int BlockBytes = 1 << 14;

    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: MaxBytes, resumeWriterThreshold: MaxBytes / 2, useSynchronizationContext: false));
    private readonly CancellationTokenSource _ended = new();
    private readonly Stream _source;

    /// <summary>Begins to read a stream, which it disposes once that is at its end.</summary>
    internal PumpedStream(Stream source)
    {
        _source = source;
        new Thread(Pump) { IsBackground = true, Name = "standard input" }.Start();
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        try
        {
            var result = _pipe.Reader.ReadAsync(_ended.Token).AsTask().GetAwaiter().GetResult();
            var count = (int)Math.Min(buffer.Length, result.Buffer.Length);
            var taken = result.Buffer.Slice(0, count);
            var at = 0;
            foreach (var part in taken)
            {
                part.Span.CopyTo(buffer[at..]);
                at += part.Length;
            }

            _pipe.Reader.AdvanceTo(taken.End);
            return count;
        }
        catch (OperationCanceledException)
        {
            throw new ObjectDisposedException(nameof(PumpedStream));
        }
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Ends every read, now and from now on.</summary>
    protected override void Dispose(bool disposing)
    {
        // The source of the token stays undisposed: the thread may still look at it.
        if (disposing) _ended.Cancel();
        base.Dispose(disposing);
    }

    private void Pump()
    {
        Exception? failure = null;
        try
        {
            while (true)
            {
                var count = _source.Read(_pipe.Writer.GetSpan(BlockBytes));
                if (count == 0) break;
                _pipe.Writer.Advance(count);
                if (_pipe.Writer.FlushAsync(_ended.Token).AsTask().GetAwaiter().GetResult().IsCompleted) break;
            }
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException or ObjectDisposedException)
        {
            failure = broken;
        }

        _pipe.Writer.Complete(failure);
        _source.Dispose();
    }
}
