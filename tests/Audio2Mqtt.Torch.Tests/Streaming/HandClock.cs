namespace Audio2Mqtt.Torch.Tests.Streaming;

/// <summary>A clock that is moved by hand, for one that waits at a time.</summary>
internal sealed class HandClock : TimeProvider
{
    private readonly Lock gate = new();
    private TaskCompletionSource waits = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private (Action Ring, long Due)? waiting;
    private long now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            waiting = (() => callback(state), GetTimestamp() + dueTime.Ticks);
            waits.TrySetResult();
            return new Timer();
        }
    }

    /// <summary>Done once somebody waits for this clock, since it was last moved.</summary>
    public Task SomebodyWaits()
    {
        lock (gate) return waits.Task;
    }

    /// <summary>Sets the clock, and wakes who waits for no more than that.</summary>
    public void MoveTo(TimeSpan time)
    {
        (Action Ring, long Due)? due;
        lock (gate)
        {
            Interlocked.Exchange(ref now, time.Ticks);
            due = waiting is { } hand && hand.Due <= time.Ticks ? hand : null;
            if (due is not null || waiting is null) (waiting, waits) = (null, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        due?.Ring();
    }

    private sealed class Timer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
