using System.Buffers;
using Audio2Mqtt.Torch.Classification;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Classification;

public class BatchQueueTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void Batches_hold_whole_blocks_and_never_too_many_patches()
    {
        using var queue = new BatchQueue(1000, CancellationToken.None);
        foreach (var count in (int[])[10, 10, 10, 32, 40, 1]) queue.Add(Block(count));
        queue.Complete();
        Assert.Equal([10, 10, 10], Take(queue, 32));
        Assert.Equal([32], Take(queue, 32));
        Assert.Equal([40], Take(queue, 32)); // larger than a batch: one of its own
        Assert.Equal([1], Take(queue, 32));
        Assert.Empty(Take(queue, 32));
    }

    [Fact]
    public async Task A_full_queue_lets_the_decoder_on_when_patches_have_left()
    {
        using var queue = new BatchQueue(20, CancellationToken.None);
        queue.Add(Block(15));
        queue.Add(Block(15)); // 15 patches were there, under the limit of 20: the last block may exceed it
        var third = Task.Run(() => queue.Add(Block(5)));
        Assert.Equal([15], Take(queue, 15));
        await third.WaitAsync(Patience);
        queue.Complete();
        Assert.Equal([15, 5], Take(queue, 32));
    }

    [Fact]
    public void A_wait_ends_with_its_token()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        using var queue = new BatchQueue(1, cancelled.Token);
        Assert.ThrowsAny<OperationCanceledException>(() => queue.Take(32));
        Assert.ThrowsAny<OperationCanceledException>(() => queue.Add(Block(1)));
    }

    [Fact]
    public async Task A_worker_that_waits_is_woken_by_the_token()
    {
        using var cancelled = new CancellationTokenSource();
        using var queue = new BatchQueue(1, cancelled.Token);
        var waiting = Task.Run(() => queue.Take(32));
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Patience));
    }

    private static SampleBlock Block(int patches) => new(new FileScores("x", new()), 0, patches, ArrayPool<float>.Shared.Rent(1), 1);

    private static int[] Take(BatchQueue queue, int size) => [.. queue.Take(size).Select(block => block.PatchCount)];
}
