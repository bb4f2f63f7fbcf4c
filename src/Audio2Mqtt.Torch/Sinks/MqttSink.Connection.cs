using System.Text;

namespace Audio2Mqtt.Torch.Sinks;

/// <content>What the connection tells, and what is remembered of the last run.</content>
public sealed partial class MqttSink : IMqttHandler
{
    private static readonly Dictionary<string, string> NothingGone = [];

    // Home Assistant has just started and is busy, and so is every other device that it greets.
    private static readonly TimeSpan ShortestBirthDelay = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestBirthDelay = TimeSpan.FromSeconds(3);

    private readonly Dictionary<string, Dictionary<string, string>> gone = [];
    private readonly HashSet<string> toClear = [];
    private readonly HashSet<string> refused = [];
    private ITimer? birth;
    private string? lastReason;
    private long connections;
    private bool isRetainedSwitchTold;

    /// <summary>For the client: the broker is there.</summary>
    void IMqttHandler.Connected(string protocol)
    {
        lock (gate)
        {
            isConnected = true;
            lastReason = null;
            connections++;
            SetNodeDetails(protocol);
            outbox.Connect();
            client.Subscribe(topics!.Switches);
            if (options.HomeAssistant)
                foreach (var topic in topics.Births) client.Subscribe(topic);
            Remove();
            Pump();
        }

        tell($"MQTT: connected to {options.Address} ({protocol})");
    }

    /// <summary>For the client: the broker is not there.</summary>
    void IMqttHandler.Disconnected(string reason)
    {
        lock (gate)
        {
            isConnected = false;
            outbox.Disconnect();
            flushed?.TrySetResult();

            // It goes on trying, for ever; the same answer again is no news.
            if (reason == lastReason || isOver) return;
            lastReason = reason;
        }

        tell($"{reason}; trying again");
    }

    /// <summary>For the client: a message of a subscription.</summary>
    void IMqttHandler.Received(MqttMessage message)
    {
        if (topics!.Births.Contains(message.Topic))
        {
            if (!message.Retain && Encoding.UTF8.GetString(message.Payload.Span) == "online") Greet();
            return;
        }

        if (topics.Sources.Values.FirstOrDefault(candidate => candidate.SwitchCommand == message.Topic) is { } source) Switch(source, message);
    }

    /// <summary>For the client: the broker has taken a message, or never will.</summary>
    void IMqttHandler.Acknowledged(int number, string? refusal)
    {
        string? topic;
        lock (gate)
        {
            topic = outbox.Acknowledge(number);
            if (topic is not null && (toClear.Remove(topic) || gone.Remove(topic)) && toClear.Count == 0 && gone.Count == 0) Remember();
            if (outbox.IsEmpty) flushed?.TrySetResult();
            else Pump();
        }

        if (refusal is not null && topic is not null) Refused(topic, refusal);
    }

    private void Refused(string topic, string refusal)
    {
        lock (gate)
            if (!refused.Add(topic)) return;
        tell($"MQTT: the broker does not take {topic} ({refusal}); look at its rules and limits");
    }

    private void Pump()
    {
        while (outbox.Next() is { } message)
        {
            var number = client.Publish(message);

            // Without a number there is no connection any more, which the client is about to tell.
            if (number == 0) return;
            if (number > 0)
            {
                outbox.Sent(number);
                continue;
            }

            outbox.Skip();
            Refused(message.Topic, $"it cannot be sent {message.Payload.Length} bytes");
        }
    }

    private void Switch(SourceTopics source, MqttMessage message)
    {
        var wish = Encoding.UTF8.GetString(message.Payload.Span).Trim().ToUpperInvariant();
        if (message.Retain)
        {
            // An old wish: obeyed at every connection, it would undo what was said since.
            if (!isRetainedSwitchTold && wish.Length > 0) tell($"MQTT: {message.Topic} has been sent with the retain flag; it is passed over, send it without");
            isRetainedSwitchTold = true;
            return;
        }

        if (wish is "ON" or "OFF") control!.SetEnabled(source.Info.Name, wish == "ON");
        else tell($"MQTT: {message.Topic} takes ON or OFF");
        lock (gate)
        {
            if (isOver) return;
            SetSwitch(source);
            Pump();
        }
    }

    private void Greet()
    {
        lock (gate)
        {
            birth?.Dispose();
            var delay = ShortestBirthDelay + ((LongestBirthDelay - ShortestBirthDelay) * Random.Shared.NextDouble());
            birth = time.CreateTimer(_ => TellAll(), null, delay, Timeout.InfiniteTimeSpan);
        }
    }

    private void TellAll()
    {
        lock (gate)
        {
            if (isOver || !isConnected) return;
            outbox.SendStates();
            Pump();
        }
    }

    // What the last run told and this one does not: components to be taken out of devices, topics to be emptied.
    private void Plan()
    {
        var now = RetainedTopics().ToHashSet();
        foreach (var (topic, components) in memory.Current.Discovered)
        {
            if (!now.Contains(topic)) continue;
            var kept = Components(topic);
            var missing = components.Where(pair => !kept.ContainsKey(pair.Key)).ToDictionary();
            if (missing.Count > 0) gone[topic] = missing;
        }

        foreach (var topic in memory.Current.Retained.Where(topic => !now.Contains(topic))) toClear.Add(topic);
        Remember();
    }

    private void Remove()
    {
        foreach (var topic in toClear) outbox.AddFirst(new MqttMessage(topic, Array.Empty<byte>(), Retain: true));
        var discovery = new HomeAssistantDiscovery(options, topics!);
        foreach (var (topic, components) in gone)
        {
            var source = topics!.Sources.Values.First(candidate => candidate.Discovery == topic);
            outbox.AddFirst(new MqttMessage(topic, DiscoveryJson.Write(discovery.Of(source, components)), Retain: true));
        }
    }

    // What is to go stays remembered until it is gone: the broker may not have been there.
    private void Remember()
    {
        var last = memory.Current;
        var disabled = topics!.Sources.Keys.Where(name => !control!.IsEnabled(name));
        var elsewhere = last.Disabled.Where(name => !topics.Sources.ContainsKey(name));
        var next = last with { Disabled = [.. disabled.Concat(elsewhere).Order(StringComparer.Ordinal)] };
        if (toClear.Count == 0 && gone.Count == 0)
            next = next with
            {
                Retained = [.. RetainedTopics().Order(StringComparer.Ordinal)],
                Discovered = options.HomeAssistant ? topics.Sources.Values.Select(source => source.Discovery).ToDictionary(topic => topic, Components) : [],
            };
        memory.Save(next);
    }

    // Those that only an event brings are the broker's perhaps from an earlier run.
    private IEnumerable<string> RetainedTopics() => outbox.StateTopics
        .Concat(topics!.Sources.Values.SelectMany(source => source.Info.Sounds.Select(source.SoundAttributes).Append(source.Last)))
        .Distinct();

    private Dictionary<string, string> Components(string topic) =>
        new HomeAssistantDiscovery(options, topics!).Of(topics!.Sources.Values.First(source => source.Discovery == topic), NothingGone)
            .Cmps.ToDictionary(pair => pair.Key, pair => pair.Value.P);
}
