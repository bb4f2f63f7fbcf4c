namespace Audio2Mqtt.Torch.Streaming;

/// <summary>Streams that have a patch to be worked on; each stands in it once at most.</summary>
internal sealed class ReadyQueue : IDisposable
{
    private readonly Lock gate = new();
    private readonly Queue<SourceStream> streams = new();
    private readonly SemaphoreSlim count = new(0);

    public void Add(SourceStream stream)
    {
        lock (gate) streams.Enqueue(stream);
        count.Release();
    }

    /// <summary>Waits for a stream.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public SourceStream Take(CancellationToken cancellationToken)
    {
        count.Wait(cancellationToken);
        lock (gate) return streams.Dequeue();
    }

    /// <summary>Takes a stream if there is one.</summary>
    public bool TryTake(out SourceStream? stream)
    {
        stream = null;
        if (!count.Wait(0)) return false;
        lock (gate) stream = streams.Dequeue();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => count.Dispose();
}
