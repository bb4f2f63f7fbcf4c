using Audio2Mqtt.Torch.Events;

namespace Audio2Mqtt.Torch.Sinks;

/// <summary>
/// Several sinks as one. Each has a queue and a thread of its own: none delays another, and none delays who writes. Order is kept. Where a queue is full,
/// reports are dropped first, events only after them; drops are counted and told.
/// </summary>
public sealed class SinkPump : IEventSink
{
    private readonly List<SinkQueue> queues;

    /// <summary>A pump over sinks, which it completes but does not dispose.</summary>
    /// <param name="sinks">Told in the same order as the pump, each.</param>
    /// <param name="tell">Takes a line for the log: a sink that failed or fell behind. From any thread.</param>
    /// <param name="time">The clock.</param>
    public SinkPump(IReadOnlyList<IEventSink> sinks, Action<string> tell, TimeProvider time) =>
        queues = [.. sinks.Select(sink => new SinkQueue(sink, tell, time))];

    /// <summary>Messages that no queue had room for, of all sinks together.</summary>
    public long Dropped => queues.Sum(queue => queue.Dropped);

    /// <inheritdoc/>
    public bool WantsReports => queues.Any(queue => queue.WantsReports);

    /// <inheritdoc/>
    /// <remarks>The only call that reaches the sinks on the caller's thread: what they switch is switched before listening begins.</remarks>
    public void Begin(IReadOnlyList<SourceInfo> sources, IListenerControl control)
    {
        foreach (var queue in queues) queue.Begin(sources, control);
    }

    /// <inheritdoc/>
    public void Write(SoundEvent soundEvent)
    {
        foreach (var queue in queues) queue.Add(sink => sink.Write(soundEvent), isReport: false);
    }

    /// <inheritdoc/>
    public void Write(SourceStatus status)
    {
        foreach (var queue in queues) queue.Add(sink => sink.Write(status), isReport: false);
    }

    /// <inheritdoc/>
    public void Write(HopReport report)
    {
        foreach (var queue in queues)
            if (queue.WantsReports) queue.Add(sink => sink.Write(report), isReport: true);
    }

    /// <inheritdoc/>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(queues.Select(queue => queue.CompleteAsync(cancellationToken))).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // No time left: threads that hang end with the process.
        }
    }
}
