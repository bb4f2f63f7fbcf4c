using System.Diagnostics;
using Audio2Mqtt.Torch.Benchmarks.Measuring;
using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Streaming;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>How many live sources does this machine hold at a hop of 0.48 s, with every patch through the network?</summary>
internal static class SourcesVerb
{
    // Longer than what a source that is denoised holds back at its beginning, and than it takes to catch up with it.
    private const int WarmUpSeconds = 8;

    public static void Run(Arguments arguments)
    {
        Machine.PrintFacts(arguments);
        using var network = Setup.LoadYamnet();
        using var model = ListeningModel.OfYamnet(network);
        var seconds = arguments.Number("seconds", 20);
        var preparation = new SoundPreparation { Denoise = arguments.Flag("denoise") };
        var counts = arguments.Values.Count > 0 ? arguments.Numbers(arguments.Values[0]) : [1, 100, 200, 300, 400, 500];
        var table = new MarkdownTable("live sources", "patches/s", "dropped", "of a core", "managed ms/patch", "ms from sample to decision, median", "p99", "resident MB");
        foreach (var count in counts) table.Add(Measure(model, preparation, count, seconds));
        table.Print();
    }

    private static string[] Measure(ListeningModel model, SoundPreparation preparation, int count, int seconds)
    {
        var sources = Enumerable.Range(0, count).Select(k => new ListeningSource
        {
            Name = $"source {k}",
            Capture = PacedSource.Noise(k),
            Model = model,
            Preparation = preparation,
            Sounds = [new() { Name = "Dog", Classes = [74] }],
            Gate = EnergyGateOptions.Off,
        }).ToList();
        var sink = new DelaySink();
        var listener = new Listener(sources);
        using var stop = new CancellationTokenSource();
        var running = listener.RunAsync(sink, stop.Token);
        Thread.Sleep(TimeSpan.FromSeconds(WarmUpSeconds));
        var (before, dropped, cpu, begin) = (listener.Statistics().Sum(one => one.TotalChunks), Dropped(listener), Cpu(), Stopwatch.GetTimestamp());
        sink.Begin();
        Thread.Sleep(TimeSpan.FromSeconds(seconds));
        var elapsed = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        var (hops, lost, used) = (listener.Statistics().Sum(one => one.TotalChunks) - before, Dropped(listener) - dropped, (Cpu() - cpu).TotalSeconds);
        var delays = sink.End();
        var resident = Environment.WorkingSet;
        stop.Cancel();
        running.GetAwaiter().GetResult();
        return
        [
            $"{count}", $"{hops / elapsed:0}", $"{lost}", $"{used / elapsed:0.0 %}", $"{1000 * used / hops:0.00}", $"{delays.Median():0.0}", $"{delays.Quantile(0.99):0.0}",
            $"{resident / 1_000_000}",
        ];
    }

    private static long Dropped(Listener listener) => listener.Statistics().Sum(one => one.Dropped);

    private static TimeSpan Cpu() => Process.GetCurrentProcess().TotalProcessorTime;

    /// <summary>Times every patch from the arrival of its last sample.</summary>
    private sealed class DelaySink : IEventSink
    {
        private readonly List<double> delays = [];
        private bool isOn;

        public bool WantsReports => true;

        public void Begin()
        {
            lock (delays) isOn = true;
        }

        public List<double> End()
        {
            lock (delays)
            {
                isOn = false;
                return delays;
            }
        }

        public void Write(SoundEvent soundEvent)
        {
        }

        public void Write(HopReport report)
        {
            lock (delays)
            {
                if (isOn) delays.Add(Stopwatch.GetElapsedTime(report.ArrivedAt).TotalMilliseconds);
            }
        }
    }
}
