using Audio2Mqtt.Torch.Events;

namespace Audio2Mqtt.Torch.Sinks;

/// <summary>The topics of one node.</summary>
internal sealed class MqttTopics
{
    // A source of such a name would sit among the node's own topics.
    private static readonly string[] NodeTopics = ["status", "details"];

    private readonly string root;
    private readonly string homeAssistant;

    /// <summary>Topics of a program that listens to some sources.</summary>
    public MqttTopics(MqttOptions options, IEnumerable<SourceInfo> sources)
    {
        NodeSlug = Slugs.Of(options.Node, "node");
        root = $"{options.BaseTopic}/{NodeSlug}";
        homeAssistant = options.HomeAssistantPrefix;
        var infos = sources.ToList();
        var slugs = Slugs.OfAll(infos.Select(info => info.Name), "source", NodeTopics);
        Sources = infos.ToDictionary(info => info.Name, info => new SourceTopics(info, root, NodeSlug, slugs[info.Name], homeAssistant));
    }

    public string NodeSlug { get; }

    /// <summary>By the sources' names.</summary>
    public IReadOnlyDictionary<string, SourceTopics> Sources { get; }

    public string Status => $"{root}/status";

    public string Details => $"{root}/details";

    /// <summary>All that switches sources.</summary>
    public string Switches => $"{root}/+/enabled/set";

    /// <summary>Where Home Assistant says that it has started: its own default, which another prefix does not change by itself.</summary>
    public IReadOnlyList<string> Births => homeAssistant == "homeassistant" ? ["homeassistant/status"] : ["homeassistant/status", $"{homeAssistant}/status"];

    public string DeviceId => $"a2m_{NodeSlug}";

    public string Discovery => $"{homeAssistant}/device/{DeviceId}/config";
}

/// <summary>The topics of one source.</summary>
internal sealed class SourceTopics
{
    // The state of all sounds together.
    private const string All = "all";

    private readonly string root;

    public SourceTopics(SourceInfo info, string nodeRoot, string nodeSlug, string slug, string homeAssistant)
    {
        (Info, Slug, root) = (info, slug, $"{nodeRoot}/{slug}");
        DeviceId = $"a2m_{nodeSlug}_{slug}";
        Discovery = $"{homeAssistant}/device/{DeviceId}/config";
        Sounds = Slugs.OfAll(info.Sounds, "sound", All);
    }

    public SourceInfo Info { get; }

    public string Slug { get; }

    /// <summary>The sounds' slugs by their names.</summary>
    public IReadOnlyDictionary<string, string> Sounds { get; }

    public string DeviceId { get; }

    public string Discovery { get; }

    public string Status => $"{root}/status";

    public string Event => $"{root}/event";

    public string Last => $"{root}/last";

    public string Level => $"{root}/level";

    public string Details => $"{root}/details";

    public string SwitchCommand => $"{root}/enabled/set";

    public string SwitchState => $"{root}/enabled/state";

    public string AnySound => $"{root}/sound/{All}";

    /// <summary>The slug of a sound, also of one that was not told of before.</summary>
    public string SlugOf(string sound) => Sounds.TryGetValue(sound, out var slug) ? slug : Slugs.Of(sound, "sound");

    public string Sound(string sound) => $"{root}/sound/{SlugOf(sound)}";

    public string SoundAttributes(string sound) => $"{Sound(sound)}/attributes";
}
