using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Benchmarks.Measuring;
using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Sinks;
using Audio2Mqtt.Torch.Streaming;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>
/// How long from the arrival of the last sample of the deciding patch to the message at a subscriber of a real broker, and from the onset of the sound.
/// </summary>
internal static class LatencyVerb
{
    // The first five seconds of a source that is denoised are judged together: they would tell nothing of the others.
    private const long JudgedTogether = 5 * 16_000;

    public static void Run(Arguments arguments)
    {
        Machine.PrintFacts(arguments);
        using var network = Setup.LoadYamnet();
        using var model = ListeningModel.OfYamnet(network);
        var preparation = new SoundPreparation { Denoise = arguments.Flag("denoise") };
        var recording = Recording(arguments.Value(0, "a recording of sounds"));
        var table = new MarkdownTable(
            "live sources", "messages", "ms from last sample to decision, median", "to the subscriber, median", "p99", "worst", "s from onset to message, median", "p95");
        foreach (var count in arguments.Values.Count > 1 ? arguments.Numbers(arguments.Values[1]) : [1, 4])
            table.Add(Measure(model, preparation, recording, count, arguments.Number("seconds", 120)).GetAwaiter().GetResult());
        table.Print();
    }

    private static float[] Recording(string path)
    {
        using var reader = AudioInput.OpenMono16k(path);
        var samples = reader.ReadToEnd();

        // Silence between the rounds, of another length than a hop: sounds begin anywhere in one.
        return [.. samples[..(samples.Length / 320 * 320)], .. new float[24_320]];
    }

    private static async Task<string[]> Measure(ListeningModel model, SoundPreparation preparation, float[] recording, int count, int seconds)
    {
        using var broker = LocalBroker.Start();
        var options = new MqttOptions { Host = "127.0.0.1", Port = broker.Port, Node = "bench" };
        var decided = new ConcurrentDictionary<string, (SoundEvent Event, double DecisionMs)>();
        await using var subscriber = new MosquittoClient(options with { ClientId = "subscriber" }, TimeProvider.System);
        var messages = new Messages(subscriber);
        subscriber.Start(messages, new("bench/gone", ReadOnlyMemory<byte>.Empty));
        await using var client = new MosquittoClient(options, TimeProvider.System);
        var pump = new SinkPump([new MqttSink(options, client, _ => { }, TimeProvider.System)], _ => { }, TimeProvider.System);
        string[] watched = ["Speech", "Whistling", "Cat", "Meow", "Animal", "Music", "Fireworks", "Explosion", "Firecracker"];
        var names = model.Classes.ToList();
        var sources = Enumerable.Range(0, count).Select(k => new ListeningSource
        {
            Name = $"source{k}",
            Capture = new PacedSource(recording, k * 0.137),
            Model = model,
            Preparation = preparation,
            Sounds = [.. watched.Where(names.Contains).Select(name => new SoundRule { Name = name, Classes = [names.IndexOf(name)], StartThreshold = 0.3f, ReleaseThreshold = 0.2f, Debounce = TimeSpan.Zero })],
        });
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        await new Listener([.. sources]).RunAsync(new Noting(pump, decided), stop.Token);

        var first = preparation.Denoise ? JudgedTogether : 0;
        var starts = decided.Values.Where(one => one.Event.Phase == EventPhase.Start && one.Event.StartSample >= first && messages.At.ContainsKey(Key(one.Event))).ToList();
        var ways = starts.Select(one => Stopwatch.GetElapsedTime(one.Event.ArrivedAt, messages.At[Key(one.Event)].Stamp).TotalMilliseconds).ToList();
        var onsets = starts.Select(one => (messages.At[Key(one.Event)].Time - one.Event.Start).TotalSeconds).ToList();
        if (ways.Count == 0) throw new MeasuringException("nothing was heard in the recording");
        return
        [
            $"{count}", $"{ways.Count} of {decided.Values.Count(one => one.Event.Phase == EventPhase.Start && one.Event.StartSample >= first)}", $"{starts.Select(one => one.DecisionMs).Median():0.0}",
            $"{ways.Median():0.0}", $"{ways.Quantile(0.99):0.0}", $"{ways.Max():0.0}", $"{onsets.Median():0.00}", $"{onsets.Quantile(0.95):0.00}",
        ];
    }

    private static string Key(SoundEvent one) => Key(one.Id, one.Phase.ToString());

    private static string Key(string? id, string? phase) => $"{id} {phase}".ToUpperInvariant();

    /// <summary>Notes when each event was decided, and passes everything on.</summary>
    private sealed class Noting(IEventSink inner, ConcurrentDictionary<string, (SoundEvent, double)> decided) : IEventSink
    {
        public bool WantsReports => inner.WantsReports;

        public void Begin(IReadOnlyList<SourceInfo> sources, IListenerControl control) => inner.Begin(sources, control);

        public void Write(SoundEvent soundEvent)
        {
            decided[Key(soundEvent)] = (soundEvent, Stopwatch.GetElapsedTime(soundEvent.ArrivedAt).TotalMilliseconds);
            inner.Write(soundEvent);
        }

        public void Write(SourceStatus status) => inner.Write(status);

        public void Write(HopReport report) => inner.Write(report);

        public ValueTask CompleteAsync(CancellationToken cancellationToken) => inner.CompleteAsync(cancellationToken);
    }

    private sealed class Messages(IMqttClient client) : IMqttHandler
    {
        public ConcurrentDictionary<string, (long Stamp, DateTimeOffset Time)> At { get; } = [];

        public void Connected(string protocol) => client.Subscribe("a2m/bench/+/event");

        public void Disconnected(string reason)
        {
        }

        public void Received(MqttMessage message)
        {
            var (stamp, time) = (Stopwatch.GetTimestamp(), DateTimeOffset.UtcNow);
            using var document = JsonDocument.Parse(message.Payload);
            At[Key(document.RootElement.GetProperty("id").GetString(), document.RootElement.GetProperty("phase").GetString())] = (stamp, time);
        }

        public void Acknowledged(int number, string? refusal)
        {
        }
    }
}
