using Audio2Mqtt.Torch.Events;

namespace Audio2Mqtt.Torch.Cli.Listening;

/// <summary>Shows what is thought of what is heard, ten times a second at most.</summary>
internal sealed class LiveView : IEventSink, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly LiveScreen screen;
    private readonly TimeProvider time;
    private readonly LiveSource[] sources;
    private readonly Lock gate = new();
    private ITimer? timer;
    private bool isChanged = true;
    private bool isOver;

    public LiveView(LiveScreen screen, IReadOnlyList<LiveSource> sources, TimeProvider time) =>
        (this.screen, this.sources, this.time) = (screen, [.. sources], time);

    public bool WantsReports => true;

    public void Begin(IReadOnlyList<SourceInfo> sources, IListenerControl control) => timer = time.CreateTimer(_ => Draw(), null, TimeSpan.Zero, Interval);

    public void Write(SoundEvent soundEvent) => Change(soundEvent.Source, source => source.Take(soundEvent));

    public void Write(SourceStatus status) => Change(status.Source, source => source.Status = status);

    public void Write(HopReport report) => Change(report.Source, source => source.Report = report);

    public ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        Dispose();
        Draw(isLast: true);
        return ValueTask.CompletedTask;
    }

    public void Dispose() => timer?.Dispose();

    private void Change(string name, Action<LiveSource> change)
    {
        lock (gate)
        {
            if (Array.Find(sources, source => source.Name == name) is not { } source) return;
            change(source);
            isChanged = true;
        }
    }

    private void Draw(bool isLast = false)
    {
        lock (gate)
        {
            if (isOver) return;
            screen.Draw(isLast ? WithoutEmptyEnd(LivePicture.Draw(sources, screen.Height)) : isChanged ? LivePicture.Draw(sources, screen.Height) : null);
            (isChanged, isOver) = (false, isLast);
            if (isLast) screen.Leave();
        }
    }

    // Room for classes that nothing was heard of is no gap in what stays on the terminal.
    private static IReadOnlyList<string> WithoutEmptyEnd(IReadOnlyList<string> lines) => [.. lines.Reverse().SkipWhile(line => line.Length == 0).Reverse()];
}
