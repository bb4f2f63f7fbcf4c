namespace Audio2Mqtt.Torch.Tests.Sinks;

/// <summary>A clock that stands still until it is moved; its timers then fire on the mover's thread.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly List<ManualTimer> timers = [];
    private DateTimeOffset now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(() => callback(state), now + dueTime, period, dueTime == Timeout.InfiniteTimeSpan);
        timers.Add(timer);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        now += by;
        foreach (var timer in timers.Where(timer => timer.IsDue(now)).ToList())
            while (timer.IsDue(now)) timer.Fire();
    }

    private sealed class ManualTimer(Action fire, DateTimeOffset due, TimeSpan period, bool isOff) : ITimer
    {
        private bool isDone = isOff;
        private DateTimeOffset next = due;

        public bool IsDue(DateTimeOffset now) => !isDone && next <= now;

        public void Fire()
        {
            isDone = period <= TimeSpan.Zero;
            next += period;
            fire();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose() => isDone = true;

        public ValueTask DisposeAsync()
        {
            isDone = true;
            return ValueTask.CompletedTask;
        }
    }
}
