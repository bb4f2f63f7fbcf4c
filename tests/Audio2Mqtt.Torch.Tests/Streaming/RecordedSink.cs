using Audio2Mqtt.Torch.Events;

namespace Audio2Mqtt.Torch.Tests.Streaming;

/// <summary>Remembers what it was told.</summary>
internal sealed class RecordedSink : IEventSink
{
    private readonly Lock gate = new();
    private readonly List<object> told = [];

    public bool WantsReports { get; init; }

    public IListenerControl? Control { get; private set; }

    public IReadOnlyList<SourceInfo> Sources { get; private set; } = [];

    public bool IsCompleted { get; private set; }

    public IReadOnlyList<SoundEvent> Events => Told<SoundEvent>();

    public IReadOnlyList<SourceStatus> Statuses => Told<SourceStatus>();

    public IReadOnlyList<HopReport> Reports => Told<HopReport>();

    public void Begin(IReadOnlyList<SourceInfo> sources, IListenerControl control) => (Sources, Control) = (sources, control);

    public void Write(SoundEvent soundEvent) => Add(soundEvent);

    public void Write(SourceStatus status) => Add(status);

    public void Write(HopReport report) => Add(report);

    public ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        IsCompleted = true;
        return ValueTask.CompletedTask;
    }

    /// <summary>Waits until something has been told.</summary>
    public async Task WaitFor(Func<RecordedSink, bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition(this)) await Task.Delay(5, limit.Token);
    }

    private void Add(object one)
    {
        lock (gate) told.Add(one);
    }

    private T[] Told<T>()
    {
        lock (gate) return [.. told.OfType<T>()];
    }
}
