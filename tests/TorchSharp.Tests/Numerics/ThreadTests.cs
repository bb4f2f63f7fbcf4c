using System.Runtime.InteropServices;
using Xunit;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Numerics;

public sealed class ThreadTests
{
    [Fact]
    public void Two_threads_compute_at_once_each_with_its_own_scope_mode_and_errors()
    {
        using var start = new Barrier(2);
        var failures = new System.Collections.Concurrent.ConcurrentQueue<Exception>();
        var threads = Enumerable.Range(0, 2).Select(index => new Thread(() =>
        {
            try
            {
                start.SignalAndWait(TimeSpan.FromSeconds(30));
                for (var round = 0; round < 300; round++)
                    Work(index, round);
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                failures.Enqueue(error);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        foreach (var thread in threads)
            Assert.True(thread.Join(TimeSpan.FromMinutes(2)));
        Assert.Empty(failures);
    }

    [Fact]
    public void Modes_belong_to_their_thread()
    {
        using var off = no_grad();
        var enabled = false;
        var other = new Thread(() => enabled = is_grad_enabled());
        other.Start();
        Assert.True(other.Join(TimeSpan.FromSeconds(30)));
        Assert.True(enabled);
        Assert.False(is_grad_enabled());
    }

    private static void Work(int index, int round)
    {
        using var scope = NewDisposeScope();
        var size = 3 + index;
        var x = full([size], round, dtype: ScalarType.Float64, requires_grad: index == 0);
        if (index == 0)
        {
            (x * x).sum().backward();
            Assert.Equal(2.0 * round, Numbers.Of(x.grad!)[0]);
        }
        else
        {
            using var off = no_grad();
            Assert.False((x * 2).requires_grad);
        }

        var message = Assert.Throws<ExternalException>(() => x.reshape(100 + index)).Message;
        Assert.Contains($"[{100 + index}]", message, StringComparison.Ordinal);
        Assert.Equal(size, x.numel());
        Assert.Equal([size, 2], stack([x, x], 1).shape);
    }
}
