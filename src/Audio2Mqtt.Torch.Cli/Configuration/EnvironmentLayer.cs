using System.Collections;

namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>What the environment's variables set: <c>A2M_</c>, a section, a key: <c>A2M_MQTT_HOST</c>, <c>A2M_LISTEN_THRESHOLD</c>.</summary>
internal static class EnvironmentLayer
{
    /// <summary>The variable that names the configuration's file.</summary>
    public const string FileVariable = "A2M_CONFIG";

    /// <summary>The variable that names the source, where no option does.</summary>
    public const string SourceVariable = "A2M_SOURCE";

    private static readonly Section[] Sections = [ListenKeys.Section, MqttKeys.Section, RecordingKeys.Section];

    /// <summary>This process's variables.</summary>
    public static IReadOnlyDictionary<string, string> OfProcess() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(pair => (string)pair.Key, pair => (string?)pair.Value ?? "");

    /// <summary>The values of all variables that have a section's prefix. An empty variable is one that is not set.</summary>
    public static Layer Read(IReadOnlyDictionary<string, string> variables, ICollection<Problem> problems)
    {
        var layer = new Layer();
        foreach (var (name, value) in variables.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (value.Length == 0 || Array.Find(Sections, section => name.StartsWith(section.VariablePrefix, StringComparison.Ordinal)) is not { } section) continue;
            if (section.Keys.FirstOrDefault(key => section.Variable(key) == name) is { } key) layer.Read(key, new TextNode(0, value), name, problems);
            else problems.Add(new(name, 0, Unknown(name, section)));
        }

        return layer;
    }

    private static string Unknown(string name, Section section) => NamePatterns.Nearest(section.Keys.Select(section.Variable), name) is { } near
        ? $"is not known; did you mean '{near}'?" : "is not known (docs/listen.md lists the variables)";
}
