using System.Diagnostics;
using Audio2Mqtt.Torch.Benchmarks.Measuring;
using Audio2Mqtt.Torch.EndToEnd.Mqtt;
using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Sinks;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>How long does an event take to a subscriber of a broker on this machine? By the sink, behind the pump, and without either.</summary>
internal static class MqttVerb
{
    private const int WarmUp = 100;

    // Apart, as events are: the states of the one before are told by then.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    public static void Run(Arguments arguments)
    {
        Machine.PrintFacts(arguments);
        RunAsync(arguments.Number("events", 1000)).GetAwaiter().GetResult();
    }

    private static async Task RunAsync(int events)
    {
        using var broker = LocalBroker.Start();
        using var folder = new TemporaryFolder();
        var options = new MqttOptions { Port = broker.Port, Node = "bench", StateFile = folder.File("state.json") };
        var table = new MarkdownTable("from", "median ms", "99 of 100 under, ms", "slowest, ms");
        await using (var subscriber = await Subscriber.ToAsync(options, "bench/event"))
            Print(table, "a bare publish", Measure(subscriber, events, _ => subscriber.Publish("bench/event", "x")));
        await MeasureAsync("MqttSink.Write", sink => sink);
        await MeasureAsync("SinkPump.Write", sink => new SinkPump([sink], Console.Error.WriteLine, TimeProvider.System));
        table.Print();

        async Task MeasureAsync(string name, Func<IEventSink, IEventSink> wrap)
        {
            await using var subscriber = await Subscriber.ToAsync(options, "a2m/#");
            var sink = wrap(MqttSink.Over(options, _ => { }, TimeProvider.System));
            sink.Begin([new SourceInfo("door", "", ["dog"], "default", null)], new Nothing());
            await subscriber.UntilAsync("a2m/bench/status", "online");
            Print(table, name, Measure(subscriber, events, k => sink.Write(Event(k)), "a2m/bench/door/event"));
            await sink.CompleteAsync(CancellationToken.None);
        }
    }

    private static List<double> Measure(Subscriber subscriber, int events, Action<int> send, string topic = "bench/event")
    {
        List<double> times = [];
        long sent = 0;
        using var arrived = new SemaphoreSlim(0);
        subscriber.Arrived = message =>
        {
            if (message.Topic != topic) return;
            times.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            arrived.Release();
        };
        for (var k = 0; k < events + WarmUp; k++)
        {
            Thread.Sleep(Pause);
            sent = Stopwatch.GetTimestamp();
            send(k);
            if (!arrived.Wait(Subscriber.Patience)) throw new MeasuringException("an event did not arrive");
        }

        subscriber.Arrived = null;
        return times[WarmUp..];
    }

    private static void Print(MarkdownTable table, string name, List<double> times) =>
        table.Add(name, $"{times.Median():0.00}", $"{times.Quantile(0.99):0.00}", $"{times.Max():0.00}");

    private static SoundEvent Event(int k) => new()
    {
        Id = $"{k}", Source = "door", Sound = "dog", Phase = k % 2 == 0 ? EventPhase.Start : EventPhase.End, StartSample = 0, EndSample = 15_600,
        Start = DateTimeOffset.UnixEpoch, End = DateTimeOffset.UnixEpoch.AddSeconds(1), Confidence = 0.9f, PeakConfidence = 0.9f, Threshold = 0.7f,
        LevelDbfs = -30, Top = [new("dog", 0.9f), new("cat", 0.05f)], ModelName = "default",
    };

    private sealed class Nothing : IListenerControl
    {
        public void SetEnabled(string source, bool enabled)
        {
        }

        public bool IsEnabled(string source) => true;
    }
}
