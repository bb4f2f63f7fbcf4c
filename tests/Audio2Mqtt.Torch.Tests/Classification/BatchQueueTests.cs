using System.Buffers;
using Audio2Mqtt.Torch.Classification;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Classification;

public class BatchQueueTests
{
    [Fact]
    public void Batches_hold_whole_blocks_and_never_too_many_patches()
    {
        var queue = Filled(10, 10, 10, 32, 40, 1);
        SampleBlock? heldOver = null;
        Assert.Equal([10, 10, 10], Take(queue, 32, ref heldOver));
        Assert.Equal([32], Take(queue, 32, ref heldOver));
        Assert.Equal([40], Take(queue, 32, ref heldOver)); // larger than a batch: one of its own
        Assert.Equal([1], Take(queue, 32, ref heldOver));
        Assert.Empty(Take(queue, 32, ref heldOver));
    }

    [Fact]
    public void A_wait_ends_with_its_token()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        SampleBlock? heldOver = null;
        Assert.ThrowsAny<OperationCanceledException>(() => new BatchQueue(1).Take(32, ref heldOver, cancelled.Token));
    }

    private static BatchQueue Filled(params int[] patchCounts)
    {
        var queue = new BatchQueue(patchCounts.Length);
        var file = new FileScores("x", new());
        foreach (var count in patchCounts) queue.Add(new SampleBlock(file, 0, count, ArrayPool<float>.Shared.Rent(1), 1), CancellationToken.None);
        queue.Complete();
        return queue;
    }

    private static int[] Take(BatchQueue queue, int size, ref SampleBlock? heldOver) =>
        [.. queue.Take(size, ref heldOver, CancellationToken.None).Select(block => block.PatchCount)];
}
