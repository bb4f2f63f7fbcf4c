using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Streaming;

namespace Audio2Mqtt.Torch.Cli.Listening;

/// <summary>
/// Keeps systemd informed. The sign of life is given only where patches were looked at since the last one, or where there is nothing to look at because no
/// source is there: a detector that hangs is restarted.
/// </summary>
internal sealed class ServiceSink : IEventSink, IDisposable
{
    // A sign of life may be late by half: sd_watchdog_enabled(3) asks for one in half the time at least.
    private const int SignsPerWatchdog = 3;

    // Without a watchdog there is still the status to keep up to date.
    private static readonly TimeSpan StatusInterval = TimeSpan.FromSeconds(30);

    private readonly ServiceNotifier notifier;
    private readonly Func<IReadOnlyList<SourceStatistics>> statistics;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly Dictionary<string, SourceStatus?> states = [];
    private ITimer? timer;
    private long lookedAt;
    private string told = "";

    /// <param name="notifier">Borrowed.</param>
    /// <param name="statistics">How far the listener is.</param>
    /// <param name="time">The clock.</param>
    public ServiceSink(ServiceNotifier notifier, Func<IReadOnlyList<SourceStatistics>> statistics, TimeProvider time) =>
        (this.notifier, this.statistics, this.time) = (notifier, statistics, time);

    public void Begin(IReadOnlyList<SourceInfo> sources, IListenerControl control)
    {
        lock (gate)
            foreach (var source in sources) states[source.Name] = null;
        notifier.Ready(Describe());
        var interval = notifier.Watchdog / SignsPerWatchdog ?? StatusInterval;
        timer = time.CreateTimer(_ => Tick(), null, interval, interval);
    }

    public void Write(SoundEvent soundEvent)
    {
    }

    public void Write(SourceStatus status)
    {
        lock (gate) states[status.Source] = status;
        TellStatus();
    }

    public ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    public void Dispose() => timer?.Dispose();

    private void Tick()
    {
        var now = statistics().Sum(one => one.ProcessedChunks + one.SkippedSilent);
        bool isIdle;
        lock (gate) isIdle = states.Values.All(state => state?.State != SourceState.Online);
        if (now > lookedAt || isIdle) notifier.Alive();
        lookedAt = now;
        TellStatus();
    }

    private void TellStatus()
    {
        var status = Describe();
        lock (gate)
        {
            if (status == told) return;
            told = status;
        }

        notifier.Status(status);
    }

    private string Describe()
    {
        lock (gate)
        {
            var lost = states.Where(pair => pair.Value is { State: not SourceState.Online }).Select(pair => $"{pair.Key} {Word(pair.Value!)}").ToArray();
            var heard = statistics().Sum(one => one.Detections);
            return $"{states.Count(pair => pair.Value?.State == SourceState.Online)} of {states.Count} sources heard, {heard} detections{string.Concat(lost.Select(one => $"; {one}"))}";
        }
    }

    private static string Word(SourceStatus status) => status.State == SourceState.Disabled ? "is switched off" : status.Reason is { } reason ? $"is offline: {reason}" : "is offline";
}
