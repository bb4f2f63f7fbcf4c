using System.Text;
using System.Text.Json;
using Audio2Mqtt.Torch.Events;

namespace Audio2Mqtt.Torch.Sinks;

/// <summary>
/// Tells a broker what was heard: events, states that it retains, and Home Assistant's discovery. docs/mqtt.md lists the topics. Nothing here waits for the
/// broker: what cannot be told now waits in a bounded queue.
/// </summary>
public sealed partial class MqttSink : IEventSink
{
    private static readonly byte[] On = "ON"u8.ToArray();
    private static readonly byte[] Off = "OFF"u8.ToArray();

    // What is left of the two seconds that the end may take, after the listener's own.
    private static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(0.6);
    private static readonly TimeSpan FarewellTimeout = TimeSpan.FromSeconds(0.2);

    private readonly MqttOptions options;
    private readonly IMqttClient client;
    private readonly Action<string> tell;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly Outbox outbox;
    private readonly MqttMemory memory;
    private readonly DropReport drops;
    private readonly DateTimeOffset started;
    private readonly Dictionary<string, HashSet<string>> active = [];
    private readonly Dictionary<string, long> lastLevels = [];
    private readonly Audio2MqttTopics? compatible;
    private readonly RunningFlag? running;
    private MqttTopics? topics;
    private IListenerControl? control;
    private TaskCompletionSource? flushed;
    private bool isConnected;
    private bool isOver;

    /// <summary>A sink that has not begun.</summary>
    /// <param name="options">Topics and what is told.</param>
    /// <param name="client">The connection; the sink's from now on.</param>
    /// <param name="tell">Takes a line for the log: the connection came or went, messages were dropped. From any thread.</param>
    /// <param name="time">The clock.</param>
    /// <param name="runningClient">
    /// A second connection, the sink's too, whose will says that the program no longer runs, in audio2mqtt's words; null where nobody listens for that.
    /// </param>
    public MqttSink(MqttOptions options, IMqttClient client, Action<string> tell, TimeProvider time, IMqttClient? runningClient = null)
    {
        (this.options, this.client, this.tell, this.time) = (options, client, tell, time);
        outbox = new Outbox(options.QueueSize);
        memory = new MqttMemory(MqttMemory.PathOf(options), tell);
        drops = new DropReport("events dropped: the MQTT broker is away, and the queue is full (the oldest go first)", tell);
        started = time.GetLocalNow();
        if (options.Compatibility != MqttCompatibility.Audio2Mqtt) return;
        compatible = new Audio2MqttTopics(options.CompatibilityPrefix, options.Version);
        if (runningClient is not null) running = new RunningFlag(runningClient, compatible.Running);
    }

    /// <inheritdoc/>
    public bool WantsReports => options.LevelInterval is not null;

    /// <summary>A sink over libmosquitto.</summary>
    /// <param name="options">The broker, topics and what is told.</param>
    /// <param name="tell">Takes a line for the log. From any thread.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="Audio2MqttException">Options that do not fit together.</exception>
    /// <exception cref="Interop.NativeLibraryException">libmosquitto is missing.</exception>
    public static MqttSink Over(MqttOptions options, Action<string> tell, TimeProvider time)
    {
        if (options.Problems().ToList() is { Count: > 0 } problems) throw new Audio2MqttException(string.Join("; ", problems));
        var second = options.Compatibility != MqttCompatibility.Audio2Mqtt ? null
            : new MosquittoClient(options.ClientId is { } id ? options with { ClientId = $"{id}_running" } : options, time);
        return new MqttSink(options, new MosquittoClient(options, time), tell, time, second);
    }

    /// <inheritdoc/>
    public void Begin(IReadOnlyList<SourceInfo> sources, IListenerControl control)
    {
        lock (gate)
        {
            this.control = control;
            topics = new MqttTopics(options, sources);
            memory.Load();
            foreach (var source in sources) active[source.Name] = [];
        }

        foreach (var name in memory.Current.Disabled.Where(topics.Sources.ContainsKey))
        {
            control.SetEnabled(name, false);
            tell($"{name} was switched off and stays off; {topics.Sources[name].SwitchCommand} takes ON");
        }

        lock (gate)
        {
            SetFirstStates(sources);
            Plan();
        }

        client.Start(this, new MqttMessage(topics.Status, "offline"u8.ToArray(), Retain: true));
        running?.Start();
    }

    /// <inheritdoc/>
    public void Write(SoundEvent soundEvent)
    {
        lock (gate)
        {
            if (isOver || topics is null || !topics.Sources.TryGetValue(soundEvent.Source, out var source)) return;
            var payload = JsonSerializer.SerializeToUtf8Bytes(EventDocument.Of(soundEvent, source.SlugOf(soundEvent.Sound), options.Node), SinkJson.Plain.EventDocument);

            // The event goes first: it is what somebody waits for.
            outbox.Add(new MqttMessage(source.Event, payload));
            if (soundEvent.Phase == EventPhase.Start && compatible is not null)
            {
                outbox.Add(compatible.Event(soundEvent));
                Set(compatible.LastSong(soundEvent));
            }

            SetSound(source, soundEvent);
            outbox.Set(source.Last, payload);
            Pump();
            drops.Update(outbox.Dropped);
        }
    }

    /// <inheritdoc/>
    public void Write(SourceStatus status)
    {
        lock (gate)
        {
            if (isOver || topics is null || !topics.Sources.TryGetValue(status.Source, out var source)) return;

            // Whoever was heard is not heard any more.
            if (status.State != SourceState.Online) Silence(source);
            outbox.Set(source.Status, Text(Word(status.State)));
            SetSwitch(source);
            Pump();
        }
    }

    /// <inheritdoc/>
    public void Write(HopReport report)
    {
        if (options.LevelInterval is not { } interval) return;
        lock (gate)
        {
            if (isOver || !isConnected || !outbox.IsIdle || topics is null || !topics.Sources.TryGetValue(report.Source, out var source)) return;
            var now = time.GetTimestamp();
            if (lastLevels.TryGetValue(report.Source, out var last) && time.GetElapsedTime(last, now) < interval) return;
            lastLevels[report.Source] = now;
            var document = new LevelDocument(
                Figures.Level(report.LevelDbfs), Figures.Level(report.RmsDbfs), Figures.Level(report.PeakDbfs), Figures.Level(report.FloorDbfs));
            client.Publish(new MqttMessage(source.Level, JsonSerializer.SerializeToUtf8Bytes(document, SinkJson.Plain.LevelDocument), Qos: 0));
        }
    }

    /// <inheritdoc/>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        Task toFlush;
        lock (gate)
        {
            if (isOver) return;
            isOver = true;
            toFlush = Close();
        }

        using var limit = new CancellationTokenSource(FlushTimeout + FarewellTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var ending = running?.CompleteAsync(both.Token).AsTask() ?? Task.CompletedTask;
        try
        {
            await toFlush.WaitAsync(FlushTimeout, time, both.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException)
        {
            // The broker does not take it: the will says the rest.
        }

        int unsent;
        lock (gate) unsent = outbox.UnsentEvents;
        if (unsent > 0) tell($"MQTT: {unsent} events could not be delivered before the end");
        await client.DisconnectAsync(both.Token).ConfigureAwait(false);
        await client.DisposeAsync().ConfigureAwait(false);
        await ending.ConfigureAwait(false);
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static string Word(SourceState state) => state switch
    {
        SourceState.Online => "online",
        SourceState.Disabled => "disabled",
        _ => "offline",
    };
}
