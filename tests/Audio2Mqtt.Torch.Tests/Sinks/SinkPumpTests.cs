using System.Collections.Concurrent;
using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Sinks;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Sinks;

public class SinkPumpTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<string> told = new();

    [Fact]
    public async Task Each_sink_is_told_everything_in_order_on_a_thread_of_its_own()
    {
        using Recorder first = new(), second = new();
        var pump = Pump(first, second);
        pump.Begin([Samples.Door], new FakeControl());
        for (var k = 0; k < 500; k++) pump.Write(Samples.Event(EventPhase.Start, id: $"{k}"));
        pump.Write(Samples.Status(SourceState.Offline));
        await pump.CompleteAsync(CancellationToken.None).AsTask().WaitAsync(Patience);
        string[] expected = ["begin", .. Enumerable.Range(0, 500).Select(k => $"{k}"), "Offline", "complete"];
        Assert.Equal(expected, first.Heard);
        Assert.Equal(expected, second.Heard);
        Assert.NotEqual(first.Thread, second.Thread);
        Assert.Equal(0, pump.Dropped);
    }

    [Fact]
    public async Task A_sink_that_hangs_delays_nobody()
    {
        using var stuck = new Recorder();
        using var free = new Recorder();
        stuck.Gate.Reset();
        var pump = Pump(stuck, free);
        for (var k = 0; k < 100; k++) pump.Write(Samples.Event(EventPhase.Start, id: $"{k}"));
        Assert.True(SpinWait.SpinUntil(() => free.Heard.Count == 100, Patience));
        Assert.Empty(stuck.Heard);

        using var noTime = new CancellationTokenSource();
        var ending = pump.CompleteAsync(noTime.Token).AsTask();
        await noTime.CancelAsync();
        await ending.WaitAsync(Patience);
        Assert.Equal("complete", free.Heard.Last());
        stuck.Gate.Set();
    }

    [Fact]
    public async Task Where_there_is_no_room_reports_go_before_events_and_are_counted_and_told()
    {
        using var slow = new Recorder { WantsReports = true };
        slow.Gate.Reset();
        var pump = Pump(slow);
        pump.Write(Samples.Event(EventPhase.Start, id: "0"));
        Assert.True(slow.IsWaiting.Wait(Patience));
        for (var k = 0; k < 1000; k++) pump.Write(Samples.Hop());
        for (var k = 1; k < 10_000; k++) pump.Write(Samples.Event(EventPhase.Start, id: $"{k}"));
        Assert.Equal(1000 - 1, pump.Dropped);
        pump.Write(Samples.Event(EventPhase.Start, id: "10000"));
        Assert.Equal(1000, pump.Dropped);
        slow.Gate.Set();
        await pump.CompleteAsync(CancellationToken.None).AsTask().WaitAsync(Patience);
        Assert.Equal(Enumerable.Range(0, 10_001).Select(k => $"{k}"), slow.Heard.Where(word => char.IsDigit(word[0])));
        Assert.Contains(told, line => line.StartsWith("1000 messages dropped: Recorder is too slow", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_sink_that_fails_is_told_and_goes_on()
    {
        using var broken = new Recorder { Fails = "1" };
        var pump = Pump(broken);
        for (var k = 0; k < 3; k++) pump.Write(Samples.Event(EventPhase.Start, id: $"{k}"));
        await pump.CompleteAsync(CancellationToken.None).AsTask().WaitAsync(Patience);
        Assert.Equal(["0", "2", "complete"], broken.Heard);
        Assert.Equal("Recorder failed at 12:00:00: on purpose", Assert.Single(told));
    }

    [Fact]
    public async Task Reports_reach_only_who_wants_them()
    {
        using var plain = new Recorder();
        using var curious = new Recorder { WantsReports = true };
        var pump = Pump(plain, curious);
        Assert.True(pump.WantsReports);
        Assert.False(Pump(plain).WantsReports);
        pump.Write(Samples.Hop());
        await pump.CompleteAsync(CancellationToken.None).AsTask().WaitAsync(Patience);
        Assert.Equal(["complete"], plain.Heard);
        Assert.Equal(["report", "complete"], curious.Heard);
    }

    private SinkPump Pump(params IEventSink[] sinks) => new(sinks, told.Enqueue, new ManualTime());

    private sealed class Recorder : IEventSink, IDisposable
    {
        public ConcurrentQueue<string> Heard { get; } = new();

        public ManualResetEventSlim Gate { get; } = new(true);

        public ManualResetEventSlim IsWaiting { get; } = new();

        public string? Fails { get; init; }

        public int Thread { get; private set; }

        public bool WantsReports { get; init; }

        public void Begin(IReadOnlyList<SourceInfo> sources, IListenerControl control) => Heard.Enqueue("begin");

        public void Write(SoundEvent soundEvent)
        {
            IsWaiting.Set();
            Gate.Wait();
            Thread = Environment.CurrentManagedThreadId;
            if (soundEvent.Id == Fails) throw new InvalidOperationException("on purpose");
            Heard.Enqueue(soundEvent.Id);
        }

        public void Write(SourceStatus status) => Heard.Enqueue($"{status.State}");

        public void Write(HopReport report) => Heard.Enqueue("report");

        public ValueTask CompleteAsync(CancellationToken cancellationToken)
        {
            Heard.Enqueue("complete");
            return ValueTask.CompletedTask;
        }

        public void Dispose()
        {
            Gate.Dispose();
            IsWaiting.Dispose();
        }
    }
}
