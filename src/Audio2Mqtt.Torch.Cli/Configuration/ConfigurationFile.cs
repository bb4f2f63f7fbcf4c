using System.Globalization;
using System.Text;

namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>What <c>a2m.yaml</c> says, checked name by name and value by value.</summary>
internal sealed class ConfigurationFile
{
    /// <summary>More is no configuration.</summary>
    private const long MaxBytes = 1 << 20;

    private static readonly string[] Sections = ["sources", "sounds", "listen", "mqtt", "recording"];

    private readonly string name;
    private readonly string folder;
    private readonly ICollection<Problem> problems;

    private ConfigurationFile(string name, string folder, ICollection<Problem> problems) => (this.name, this.folder, this.problems) = (name, folder, problems);

    /// <summary>A file that says nothing.</summary>
    public static ConfigurationFile None { get; } = new("", "", []);

    /// <summary>What all sources share, and the program's own.</summary>
    public Layer Listen { get; private set; } = Layer.Empty;

    /// <summary>The broker; null where the file has no such section.</summary>
    public Layer? Mqtt { get; private set; }

    public Layer Recording { get; private set; } = Layer.Empty;

    /// <summary>The sounds of all sources.</summary>
    public IReadOnlyList<SoundSection> Sounds { get; private set; } = [];

    public IReadOnlyList<SourceSection> Sources { get; private set; } = [];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="variable">The environment.</param>
    /// <param name="problems">Gets everything that is wrong.</param>
    public static ConfigurationFile Read(string path, Func<string, string?> variable, ICollection<Problem> problems)
    {
        try
        {
            if (File.Exists(path) && new FileInfo(path).Length > MaxBytes) problems.Add(new(path, 0, $"is larger than {MaxBytes} bytes: no configuration is"));
            else return Parse(File.ReadAllBytes(path), path, Path.GetDirectoryName(path) ?? "", variable, problems);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problems.Add(new(path, 0, File.Exists(path) || Directory.Exists(path) ? $"cannot be read: {error.Message}" : "no such file"));
        }

        return None;
    }

    /// <summary>Reads bytes.</summary>
    /// <param name="bytes">UTF-8.</param>
    /// <param name="name">What messages call the file.</param>
    /// <param name="folder">What relative paths start from.</param>
    /// <param name="variable">The environment.</param>
    /// <param name="problems">Gets everything that is wrong.</param>
    public static ConfigurationFile Parse(byte[] bytes, string name, string folder, Func<string, string?> variable, ICollection<Problem> problems)
    {
        var file = new ConfigurationFile(name, folder, problems);
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException error)
        {
            file.Tell(1 + bytes.AsSpan(0, Math.Clamp(error.Index, 0, bytes.Length)).Count((byte)'\n'), "is not UTF-8 here");
            return file;
        }

        var tree = YamlTree.Read(text, file.Tell);
        if (tree is not null) file.ReadSections(file.Filled(tree, variable));
        return file;
    }

    private void ReadSections(Node tree)
    {
        foreach (var (section, line, value) in Entries(tree, "the file"))
        {
            if (section == "sources") Sources = ReadSources(value);
            else if (section == "sounds") Sounds = ReadSounds(value, "sounds");
            else if (section == "listen") Listen = ReadSection(ListenKeys.Section, value);
            else if (section == "mqtt") Mqtt = ReadSection(MqttKeys.Section, value);
            else if (section == "recording") Recording = ReadSection(RecordingKeys.Section, value);
            else Tell(line, Unknown(section, Sections, "a configuration"));
        }
    }

    private Layer ReadSection(Section section, Node node)
    {
        var layer = new Layer();
        foreach (var entry in Entries(node, section.Name)) ReadKey(section, entry, layer);
        return layer;
    }

    private void ReadKey(Section section, NodeEntry entry, Layer layer)
    {
        if (section.Find(entry.Name) is not { } key) Tell(entry.Line, Unknown(entry.Name, section.Keys.Select(known => known.Name), $"'{section.Name}'"));
        else layer.Read(key, entry.Value, $"{name}:{entry.Value.Line}", problems, folder, key.Name);
    }

    private List<SourceSection> ReadSources(Node node)
    {
        var sources = new List<SourceSection>();
        if (node is not ListNode list)
        {
            if (node is not TextNode { IsEmpty: true }) Tell(node.Line, "sources: is not a list: each source begins with '- name: …'");
            return sources;
        }

        foreach (var item in list.Items)
        {
            var (layer, sounds, before) = (new Layer(), (IReadOnlyList<SoundSection>)[], problems.Count);
            var entries = Entries(item, "a source");
            foreach (var entry in entries)
            {
                if (entry.Name == "sounds") sounds = ReadSounds(entry.Value, "sounds");
                else ReadKey(SourceKeys.Section, entry, layer);
            }

            var source = new SourceSection((string?)layer.Find(SourceKeys.Name)?.Value ?? "", $"{name}:{item.Line}", item.Line, layer, sounds);
            var twin = sources.Find(other => other.Name.Equals(source.Name, StringComparison.OrdinalIgnoreCase));
            if (source.Name.Length > 0 && twin is not null)
                Tell(item.Line, $"a source is called '{source.Name}' in line {twin.Line} already; each needs a name of its own");
            else if (source.Name.Length == 0 && problems.Count == before)
                Tell(item.Line, "the source has no name; it is told by it in events and topics: - name: kitchen");

            // An input that is written wrongly is told as that.
            var isInputWrong = entries.Any(entry => SourceKeys.Inputs.Any(key => key.Name == entry.Name && layer.Find(key) is null));
            foreach (var problem in isInputWrong ? [] : source.Problems()) problems.Add(problem);
            sources.Add(source);
        }

        return sources;
    }

    private List<SoundSection> ReadSounds(Node node, string section)
    {
        var sounds = new List<SoundSection>();
        foreach (var (sound, line, value) in Entries(node, section))
        {
            var twin = sounds.Find(other => other.Name.Equals(sound, StringComparison.OrdinalIgnoreCase));
            if (twin is not null) Tell(line, $"the sound '{sound}' is there already, in line {twin.Line}; case does not matter");
            sounds.Add(new(sound, $"{name}:{line}", line, ReadSound(value)));
        }

        return sounds;
    }

    // Short forms: a list of classes, or a threshold.
    private Layer ReadSound(Node value)
    {
        if (value is MapNode) return ReadSection(SoundKeys.Section, value);
        var layer = new Layer();
        if (value is TextNode { IsEmpty: true }) return layer;
        var isNumber = value is TextNode { IsQuoted: false } text && double.TryParse(text.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        Key key = isNumber ? SourceKeys.Threshold : SoundKeys.Classes;
        layer.Read(key, value, $"{name}:{value.Line}", problems, folder, key.Name);
        return layer;
    }

    private IReadOnlyList<NodeEntry> Entries(Node node, string what)
    {
        if (node is MapNode map) return map.Entries;
        if (node is not TextNode { IsEmpty: true }) Tell(node.Line, $"{what} is not made of names with values: 'name: value'");
        return [];
    }

    private Node Filled(Node node, Func<string, string?> variable)
    {
        switch (node)
        {
            case MapNode map:
                return map with { Entries = [.. map.Entries.Select(entry => entry with { Value = Filled(entry.Value, variable) })] };
            case ListNode list:
                return list with { Items = [.. list.Items.Select(item => Filled(item, variable))] };
            case TextNode text:
                var wrong = new List<string>();
                var filled = Interpolation.Fill(text.Text, variable, wrong);
                foreach (var message in wrong) Tell(node.Line, message);

                // A variable that is missing is told once: the value stands for any.
                return wrong.Count > 0 ? text : text with { Text = filled };
            default:
                return node;
        }
    }

    private static string Unknown(string written, IEnumerable<string> known, string where)
    {
        string[] names = [.. known];
        var near = NamePatterns.Nearest(names, written.Replace('-', '_'));
        return $"'{written}' is not known in {where}" + (near is null ? $"; known are {string.Join(", ", names)}" : $"; did you mean '{near}'?");
    }

    private void Tell(int line, string message) => problems.Add(new($"{name}:{line}", line, message));
}
