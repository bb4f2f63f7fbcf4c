namespace Audio2Mqtt.Torch.Classification;

/// <summary>
/// Where decoders and workers meet: blocks of any file in, batches of whole blocks out. Bounded by patches and not by blocks, so that
/// many short files are decoded well ahead (while the network still loads) and a long one costs no more memory.
/// </summary>
internal sealed class BatchQueue : IDisposable
{
    private readonly Queue<SampleBlock> blocks = new();
    private readonly int capacity;
    private readonly CancellationToken stopped;
    private readonly CancellationTokenRegistration wakeUp;
    private int queuedPatches;
    private bool isComplete;

    /// <summary>An empty queue.</summary>
    /// <param name="capacity">Patches above which decoders wait.</param>
    /// <param name="stopped">Ends every wait.</param>
    public BatchQueue(int capacity, CancellationToken stopped)
    {
        (this.capacity, this.stopped) = (capacity, stopped);
        wakeUp = stopped.Register(WakeAll);
    }

    /// <summary>Hands a block over; waits while the queue is full.</summary>
    /// <exception cref="OperationCanceledException">The run has stopped.</exception>
    public void Add(SampleBlock block)
    {
        lock (blocks)
        {
            while (queuedPatches >= capacity && !stopped.IsCancellationRequested) Monitor.Wait(blocks);
            stopped.ThrowIfCancellationRequested();
            blocks.Enqueue(block);
            queuedPatches += block.PatchCount;
            Monitor.PulseAll(blocks);
        }
    }

    /// <summary>No more blocks come.</summary>
    public void Complete()
    {
        lock (blocks)
        {
            isComplete = true;
            Monitor.PulseAll(blocks);
        }
    }

    /// <summary>
    /// Gathers a batch: blocks until the next would not fit. Waits for more rather than run a small batch, which costs more a patch.
    /// </summary>
    /// <param name="batchSize">Patches at most; a larger single block is a batch of its own.</param>
    /// <returns>The batch; empty at the end.</returns>
    /// <exception cref="OperationCanceledException">The run has stopped.</exception>
    public List<SampleBlock> Take(int batchSize)
    {
        var batch = new List<SampleBlock>();
        var count = 0;
        lock (blocks)
        {
            while (count < batchSize && WaitForBlock() && (count == 0 || count + blocks.Peek().PatchCount <= batchSize))
            {
                batch.Add(blocks.Dequeue());
                count += batch[^1].PatchCount;
                queuedPatches -= batch[^1].PatchCount;
                Monitor.PulseAll(blocks);
            }
        }

        return batch;
    }

    /// <inheritdoc/>
    public void Dispose() => wakeUp.Dispose();

    private void WakeAll()
    {
        lock (blocks) Monitor.PulseAll(blocks);
    }

    private bool WaitForBlock()
    {
        while (blocks.Count == 0 && !isComplete && !stopped.IsCancellationRequested) Monitor.Wait(blocks);
        stopped.ThrowIfCancellationRequested();
        return blocks.Count > 0;
    }
}
