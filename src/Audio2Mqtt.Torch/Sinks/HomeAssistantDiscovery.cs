using System.Globalization;

namespace Audio2Mqtt.Torch.Sinks;

/// <summary>What Home Assistant is told there is: a device for the node, and one for each source with an entity for each sound.</summary>
internal sealed class HomeAssistantDiscovery(MqttOptions options, MqttTopics topics)
{
    private const string Maker = "Audio2Mqtt.Torch";
    private const string Diagnostic = "diagnostic";

    // What Home Assistant's event entity gets: an event once, when it begins. An empty result is passed over.
    private const string OnlyStarts = "{{ value if value_json.phase == 'start' else '' }}";

    // "disabled" is neither of the two words that availability knows, and would leave it as it was.
    private const string OnlineOrNot = "{{ 'online' if value == 'online' else 'offline' }}";

    // Where help with what is told here can be found; the key is mandatory.
    private static readonly DiscoveryOrigin Origin = new("a2m-torch", "", "https://www.home-assistant.io/integrations/mqtt/");

    // A level that does not come any more is unknown after some that were missed.
    private static readonly TimeSpan ShortestExpiry = TimeSpan.FromSeconds(30);

    private readonly DiscoveredAvailability[] nodeOnly = [new(topics.Status)];

    /// <summary>The node's device, which the sources' devices are reached through.</summary>
    public DiscoveryDocument OfNode()
    {
        var components = new Dictionary<string, DiscoveredComponent>
        {
            ["status"] = new()
            {
                P = "binary_sensor", Name = "Status", StateTopic = topics.Status, PayloadOn = "online", PayloadOff = "offline",
                DeviceClass = "connectivity", EntityCategory = Diagnostic,
            },
            ["version"] = new()
            {
                P = "sensor", Name = "Version", StateTopic = topics.Details, ValueTemplate = "{{ value_json.version }}", EntityCategory = Diagnostic,
                Icon = "mdi:tag", Availability = nodeOnly,
            },
            ["started"] = new()
            {
                P = "sensor", Name = "Started", StateTopic = topics.Details, ValueTemplate = "{{ value_json.started }}", DeviceClass = "timestamp",
                EntityCategory = Diagnostic, Availability = nodeOnly,
            },
            ["dropped"] = new()
            {
                P = "sensor", Name = "Dropped events", StateTopic = topics.Details, ValueTemplate = "{{ value_json.dropped }}",
                StateClass = "total_increasing", EntityCategory = Diagnostic, Icon = "mdi:tray-remove", Availability = nodeOnly,
            },
        };
        return new DiscoveryDocument
        {
            Dev = new DiscoveredDevice { Ids = [topics.DeviceId], Name = options.Node, Mf = Maker, Mdl = "a2m-torch", Sw = options.Version },
            O = Origin with { Sw = options.Version },
            Cmps = Identified(components, topics.DeviceId, topics.NodeSlug),
        };
    }

    /// <summary>A source's device.</summary>
    /// <param name="source">The source.</param>
    /// <param name="gone">Components that were there and shall go: their platforms by their keys.</param>
    public DiscoveryDocument Of(SourceTopics source, IReadOnlyDictionary<string, string> gone)
    {
        var components = new Dictionary<string, DiscoveredComponent>();
        foreach (var (name, slug) in source.Sounds) components[$"sound_{slug}"] = Sound(source, name);
        components["any"] = new() { P = "binary_sensor", Name = "Any sound", StateTopic = source.AnySound, PayloadOn = "ON", PayloadOff = "OFF", DeviceClass = "sound" };
        components["event"] = new()
        {
            P = "event", Name = "Event", StateTopic = source.Event, EventTypes = [.. source.Sounds.Values.Order(StringComparer.Ordinal)],
            ValueTemplate = OnlyStarts, Icon = "mdi:ear-hearing",
        };
        AddSensors(components, source);
        components["enabled"] = new()
        {
            // Available also while the source is not: what is switched off must be switched on again.
            P = "switch", Name = "Listening", StateTopic = source.SwitchState, CommandTopic = source.SwitchCommand, PayloadOn = "ON", PayloadOff = "OFF",
            Icon = "mdi:microphone", Availability = nodeOnly,
        };

        var all = Identified(components, source.DeviceId, $"{topics.NodeSlug}_{source.Slug}");
        foreach (var (key, platform) in gone) all.TryAdd(key, new DiscoveredComponent { P = platform });
        return new DiscoveryDocument
        {
            Dev = new DiscoveredDevice
            {
                Ids = [source.DeviceId], Name = $"{options.Node} {source.Info.Name}", Mf = Maker, Mdl = source.Info.ModelName, Sw = options.Version,
                ViaDevice = topics.DeviceId,
            },
            O = Origin with { Sw = options.Version },
            Availability = [new(topics.Status), new(source.Status, OnlineOrNot)],
            AvailabilityMode = "all",
            Cmps = all,
        };
    }

    private static DiscoveredComponent Sound(SourceTopics source, string name) => new()
    {
        P = "binary_sensor", Name = name, StateTopic = source.Sound(name), PayloadOn = "ON", PayloadOff = "OFF",
        DeviceClass = SoundClasses.Of(name), JsonAttributesTopic = source.SoundAttributes(name),
    };

    private void AddSensors(Dictionary<string, DiscoveredComponent> components, SourceTopics source)
    {
        components["last"] = new()
        {
            P = "sensor", Name = "Last sound", StateTopic = source.Last, ValueTemplate = "{{ value_json.name }}", JsonAttributesTopic = source.Last,
            Icon = "mdi:waveform",
        };
        components["confidence"] = new()
        {
            P = "sensor", Name = "Peak confidence", StateTopic = source.Last, ValueTemplate = "{{ (value_json.peak_confidence * 100) | round(1) }}",
            UnitOfMeasurement = "%", StateClass = "measurement", SuggestedDisplayPrecision = 0, Icon = "mdi:percent",
        };
        if (options.LevelInterval is { } interval)
        {
            var expiry = Math.Max(3 * interval.TotalSeconds, ShortestExpiry.TotalSeconds);
            components["level"] = new()
            {
                // No device class: sound_pressure takes dB and dBA only.
                P = "sensor", Name = "Level", StateTopic = source.Level, ValueTemplate = "{{ value_json.dbfs }}", UnitOfMeasurement = "dBFS",
                StateClass = "measurement", SuggestedDisplayPrecision = 1, ExpireAfter = (int)Math.Ceiling(expiry), Icon = "mdi:volume-medium",
            };
        }

        components["status"] = new()
        {
            P = "sensor", Name = "Status", StateTopic = source.Status, DeviceClass = "enum", Options = ["online", "offline", "disabled"],
            EntityCategory = Diagnostic, Availability = nodeOnly,
        };
        components["model"] = new()
        {
            P = "sensor", Name = "Model", StateTopic = source.Details, ValueTemplate = "{{ value_json.model.name }}", EntityCategory = Diagnostic,
            Icon = "mdi:brain", Availability = nodeOnly,
        };
    }

    private static Dictionary<string, DiscoveredComponent> Identified(Dictionary<string, DiscoveredComponent> components, string deviceId, string entity) =>
        components.ToDictionary(pair => pair.Key, pair => pair.Value with
        {
            UniqueId = $"{deviceId}_{pair.Key}",
            DefaultEntityId = string.Create(CultureInfo.InvariantCulture, $"{pair.Value.P}.{Slugs.Key(entity)}_{Slugs.Key(pair.Key)}"),
        });
}
