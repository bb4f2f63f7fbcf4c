using System.Threading.Channels;

namespace Audio2Mqtt.Torch.Classification;

/// <summary>
/// Where decoders and workers meet: blocks of any file in, batches of whole blocks out. Bounded, so that decoders wait when the
/// network is the slower one.
/// </summary>
internal sealed class BatchQueue(int capacity)
{
    private readonly Channel<SampleBlock> blocks = Channel.CreateBounded<SampleBlock>(
        new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.Wait });

    /// <summary>Hands a block over; waits while the queue is full.</summary>
    public void Add(SampleBlock block, CancellationToken cancellationToken)
    {
        if (!blocks.Writer.TryWrite(block)) blocks.Writer.WriteAsync(block, cancellationToken).AsTask().GetAwaiter().GetResult();
    }

    /// <summary>No more blocks come.</summary>
    public void Complete() => blocks.Writer.TryComplete();

    /// <summary>
    /// Gathers a batch: blocks until the next would not fit. Waits for more rather than run a small batch, which costs more a patch.
    /// </summary>
    /// <param name="batchSize">Patches at most; a larger single block is a batch of its own.</param>
    /// <param name="heldOver">The block that did not fit, kept by the worker for its next batch.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The batch; empty at the end.</returns>
    public List<SampleBlock> Take(int batchSize, ref SampleBlock? heldOver, CancellationToken cancellationToken)
    {
        var batch = new List<SampleBlock>();
        var count = 0;
        while (count < batchSize)
        {
            var next = heldOver;
            heldOver = null;
            if (next is null && !TryTake(out next, cancellationToken)) break;
            if (count > 0 && count + next!.PatchCount > batchSize)
            {
                heldOver = next;
                break;
            }

            batch.Add(next!);
            count += next!.PatchCount;
        }

        return batch;
    }

    private bool TryTake(out SampleBlock? block, CancellationToken cancellationToken)
    {
        while (!blocks.Reader.TryRead(out block))
            if (!blocks.Reader.WaitToReadAsync(cancellationToken).AsTask().GetAwaiter().GetResult()) return false;
        return true;
    }
}
