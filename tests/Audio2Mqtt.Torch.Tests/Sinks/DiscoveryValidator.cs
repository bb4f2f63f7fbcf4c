using System.Text.Json;
using System.Text.RegularExpressions;

namespace Audio2Mqtt.Torch.Tests.Sinks;

/// <summary>
/// The rules of Home Assistant's device discovery, as its documentation has them (https://www.home-assistant.io/integrations/mqtt/#device-discovery-payload and
/// the pages of each platform), for the platforms that are used here. Strict: a key that is not known is an offence.
/// </summary>
internal sealed partial class DiscoveryValidator
{
    private static readonly HashSet<string> RootKeys =
        ["dev", "o", "cmps", "availability", "availability_mode", "availability_topic", "availability_template", "payload_available", "payload_not_available", "qos", "encoding"];

    private static readonly HashSet<string> DeviceKeys = ["ids", "cns", "name", "mf", "mdl", "mdl_id", "hw", "sw", "sa", "sn", "cu", "via_device"];
    private static readonly HashSet<string> OriginKeys = ["name", "sw", "url"];

    private static readonly string[] CommonKeys =
    [
        "p", "name", "unique_id", "default_entity_id", "availability", "availability_mode", "entity_category", "icon", "enabled_by_default", "encoding",
        "json_attributes_topic", "json_attributes_template", "qos", "device_class", "state_topic", "value_template",
    ];

    private static readonly Dictionary<string, (string[] Mandatory, string[] Optional)> Platforms = new()
    {
        ["binary_sensor"] = (["state_topic"], ["payload_on", "payload_off", "off_delay", "expire_after", "force_update"]),
        ["sensor"] = (["state_topic"], ["unit_of_measurement", "state_class", "options", "expire_after", "force_update", "suggested_display_precision", "last_reset_value_template"]),
        ["event"] = (["state_topic", "event_types"], []),
        ["switch"] = (["command_topic"], ["payload_on", "payload_off", "state_on", "state_off", "optimistic", "retain", "command_template"]),
    };

    // https://www.home-assistant.io/integrations/binary_sensor/#device-class
    private static readonly HashSet<string> BinaryClasses =
    [
        "battery", "battery_charging", "carbon_monoxide", "cold", "connectivity", "door", "garage_door", "gas", "heat", "light", "lock", "moisture", "motion",
        "moving", "occupancy", "opening", "plug", "power", "presence", "problem", "running", "safety", "smoke", "sound", "tamper", "update", "vibration", "window",
    ];

    // https://www.home-assistant.io/integrations/sensor/#device-class: the classes that may be of use to a program like this, with their units.
    private static readonly Dictionary<string, string[]> SensorUnits = new()
    {
        ["enum"] = [], ["timestamp"] = [], ["date"] = [],
        ["sound_pressure"] = ["dB", "dBA"], ["signal_strength"] = ["dB", "dBm"], ["duration"] = ["d", "h", "min", "s", "ms", "µs"], ["battery"] = ["%"],
    };

    private readonly HashSet<string> ids = [];
    private readonly HashSet<string> entities = [];

    public List<string> Offences { get; } = [];

    /// <summary>Looks at a message; identifiers must differ from those of all messages before.</summary>
    public void Check(string topic, string payload)
    {
        if (!DiscoveryTopic().IsMatch(topic)) Offences.Add($"{topic}: not a discovery topic");
        var root = JsonDocument.Parse(payload).RootElement;
        Keys(topic, root, RootKeys);
        var device = Part(topic, root, "dev");
        Keys($"{topic} dev", device, DeviceKeys);
        if (!device.TryGetProperty("ids", out var identifiers) || identifiers.GetArrayLength() == 0) Offences.Add($"{topic}: a device needs an identifier");
        var origin = Part(topic, root, "o");
        Keys($"{topic} o", origin, OriginKeys);
        foreach (var key in OriginKeys.Where(key => Text(origin, key).Length == 0)) Offences.Add($"{topic}: the origin lacks {key}");
        if (!Uri.TryCreate(Text(origin, "url"), UriKind.Absolute, out _)) Offences.Add($"{topic}: the origin's url is none");
        Availability(topic, root);
        foreach (var component in Part(topic, root, "cmps").EnumerateObject()) Component($"{topic} {component.Name}", component.Value);
    }

    private static string Text(JsonElement element, string key) =>
        element.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private void Component(string where, JsonElement component)
    {
        var platform = Text(component, "p");
        if (!Platforms.TryGetValue(platform, out var keys))
        {
            Offences.Add($"{where}: '{platform}' is no platform that is used here");
            return;
        }

        // Only the platform: the component is to go.
        if (component.EnumerateObject().Count() == 1) return;
        Keys(where, component, [.. CommonKeys, .. keys.Mandatory, .. keys.Optional]);
        foreach (var key in keys.Mandatory.Where(key => !component.TryGetProperty(key, out _))) Offences.Add($"{where}: lacks {key}");
        if (component.EnumerateObject().Any(field => field.Value.ValueKind == JsonValueKind.Null)) Offences.Add($"{where}: a null");
        if (!ids.Add(Text(component, "unique_id")) || Text(component, "unique_id").Length == 0) Offences.Add($"{where}: its unique_id is not unique");
        var entity = Text(component, "default_entity_id");
        if (!EntityId().IsMatch(entity) || !entity.StartsWith($"{platform}.", StringComparison.Ordinal)) Offences.Add($"{where}: '{entity}' is no id of a {platform}");
        if (!entities.Add(entity)) Offences.Add($"{where}: another is called {entity}");
        if (Text(component, "name").Length == 0) Offences.Add($"{where}: has no name");
        foreach (var key in (string[])["state_topic", "command_topic", "json_attributes_topic"])
            if (component.TryGetProperty(key, out _) && !Topic().IsMatch(Text(component, key))) Offences.Add($"{where}: {key} is no topic");
        var category = Text(component, "entity_category");
        if (category is not ("" or "diagnostic") && !(category == "config" && platform == "switch")) Offences.Add($"{where}: no category {category}");
        Availability(where, component);
        Classes(where, platform, component);
    }

    private void Classes(string where, string platform, JsonElement component)
    {
        var kind = Text(component, "device_class");
        if (platform == "binary_sensor" && kind.Length > 0 && !BinaryClasses.Contains(kind)) Offences.Add($"{where}: no class {kind}");
        if (platform == "event" && kind is not ("" or "button" or "doorbell" or "motion")) Offences.Add($"{where}: no class {kind}");
        if (platform == "event" && component.GetProperty("event_types").GetArrayLength() == 0) Offences.Add($"{where}: no event types");
        if (platform != "sensor") return;
        var unit = Text(component, "unit_of_measurement");
        var state = Text(component, "state_class");
        if (kind.Length > 0 && !SensorUnits.ContainsKey(kind)) Offences.Add($"{where}: no class {kind}");
        if (kind.Length > 0 && SensorUnits[kind] is var units && (units.Length == 0 ? unit.Length > 0 : !units.Contains(unit)))
            Offences.Add($"{where}: the class {kind} does not go with the unit '{unit}'");
        if (state is not ("" or "measurement" or "measurement_angle" or "total" or "total_increasing")) Offences.Add($"{where}: no state class {state}");
        if (kind is "enum" or "timestamp" && state.Length > 0) Offences.Add($"{where}: {kind} has no state class");
        if (component.TryGetProperty("options", out var choices) != (kind == "enum")) Offences.Add($"{where}: options and the class enum go together");
        if (choices.ValueKind == JsonValueKind.Array && choices.GetArrayLength() == 0) Offences.Add($"{where}: no options");
        if (component.TryGetProperty("expire_after", out var expiry) && expiry.GetInt32() <= 0) Offences.Add($"{where}: expires at once");
    }

    private void Availability(string where, JsonElement element)
    {
        if (element.TryGetProperty("availability_mode", out var mode) && mode.GetString() is not ("all" or "any" or "latest")) Offences.Add($"{where}: no availability mode {mode}");
        if (!element.TryGetProperty("availability", out var list)) return;
        foreach (var entry in list.EnumerateArray())
        {
            Keys($"{where} availability", entry, ["topic", "payload_available", "payload_not_available", "value_template"]);
            if (!Topic().IsMatch(Text(entry, "topic"))) Offences.Add($"{where}: an availability without a topic");
        }
    }

    private JsonElement Part(string where, JsonElement root, string key)
    {
        if (root.TryGetProperty(key, out var part) && part.ValueKind == JsonValueKind.Object) return part;
        Offences.Add($"{where}: lacks {key}");
        return JsonDocument.Parse("{}").RootElement;
    }

    private void Keys(string where, JsonElement element, HashSet<string> known) =>
        Offences.AddRange(element.EnumerateObject().Where(field => !known.Contains(field.Name)).Select(field => $"{where}: no key {field.Name}"));

    [GeneratedRegex("^homeassistant/device/[a-zA-Z0-9_-]+/config$")]
    private static partial Regex DiscoveryTopic();

    [GeneratedRegex("^[a-z_]+\\.[a-z0-9_]+$")]
    private static partial Regex EntityId();

    [GeneratedRegex("^[^+#\\s]+$")]
    private static partial Regex Topic();
}
