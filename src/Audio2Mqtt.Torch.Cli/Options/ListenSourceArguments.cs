using System.CommandLine;
using System.Text.RegularExpressions;
using Audio2Mqtt.Torch.Cli.Configuration;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>The sources that a command line names: a device, and addresses and files as often as wanted.</summary>
internal sealed partial class ListenSourceArguments
{
    private readonly Option<bool> microphone = new("--microphone") { Description = "Hear the default input [default: what this machine plays]" };
    private readonly Option<string> device = new("--device") { Description = "Hear the device with this in its name", HelpName = "NAME" };
    private readonly Option<int?> deviceId = Numbers.Whole("--device-id", 0, int.MaxValue, "Hear the device of this number (--list shows them)");

    private readonly Option<string[]> source = new("--source")
    {
        Description = "Hear an address (rtsp://, http://), a file, or - for standard input; may be repeated. "
            + "With NAME= before it, in place of the configuration's source of that name",
        HelpName = "[NAME=]URL|FILE|-",
        Arity = ArgumentArity.OneOrMore,
    };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[microphone, device, deviceId, source]) command.Add(option);
        command.Validators.Add(result =>
        {
            Option[] devices = [microphone, device, deviceId];
            string[] given = [.. devices.Where(option => result.GetResult(option) is { Implicit: false }).Select(option => option.Name)];
            if (given.Length > 1) result.AddError($"{string.Join(" and ", given)} name two devices: choose one, or name several sources in a file (--config).");
        });
    }

    /// <summary>The sources that were named; none where the file's hold.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="variables">The environment, which may name a source and fills in variables.</param>
    /// <param name="file">Whose sources may be replaced by their name.</param>
    /// <param name="problems">Gets what cannot be a source.</param>
    public IReadOnlyList<SourceSection> Read(ParseResult parsed, IReadOnlyDictionary<string, string> variables, ConfigurationFile file, ICollection<Problem> problems)
    {
        var sources = new List<SourceSection>();
        if (parsed.GetValue(microphone)) Add(SourceKeys.Microphone, "true", "microphone", microphone.Name);
        if (parsed.GetValue(device) is { } name) Add(SourceKeys.Device, name, name, device.Name);
        if (parsed.GetValue(deviceId) is { } id) Add(SourceKeys.DeviceId, id.ToString(), $"device {id}", deviceId.Name);
        var (texts, origin) = (parsed.GetValue(source) ?? [], source.Name);
        if (sources.Count == 0 && texts.Length == 0 && variables.GetValueOrDefault(EnvironmentLayer.SourceVariable) is { Length: > 0 } set)
            (texts, origin) = ([set], EnvironmentLayer.SourceVariable);
        foreach (var text in texts)
        {
            var wrong = new List<string>();
            var filled = Interpolation.Fill(text, variables.GetValueOrDefault, wrong);
            foreach (var message in wrong) problems.Add(new(origin, 0, message));
            if (wrong.Count > 0) continue;
            var named = File.Exists(filled) ? null : Named().Match(filled);
            var what = named is { Success: true } ? named.Groups["rest"].Value : filled;
            var isUrl = what.Contains("://", StringComparison.Ordinal) && !what.StartsWith("file://", StringComparison.OrdinalIgnoreCase);
            Add(isUrl ? SourceKeys.Url : SourceKeys.File, what, named is { Success: true } ? named.Groups["name"].Value : NameOf(what, isUrl), origin);
        }

        return sources;

        void Add(Key key, string text, string called, string from)
        {
            var replaced = file.Sources.FirstOrDefault(one => one.Name.Equals(called, StringComparison.OrdinalIgnoreCase));
            var layer = replaced is null ? new Layer() : replaced.Values.Without([.. SourceKeys.Inputs, SourceKeys.Channel, SourceKeys.Pcm, SourceKeys.Realtime]);
            layer.Read(key, new TextNode(0, text, IsQuoted: true), from, problems);
            var taken = sources.Count(one => Base(one.Name).Equals(called, StringComparison.OrdinalIgnoreCase));
            sources.Add(new(replaced?.Name ?? (taken == 0 ? called : $"{called} {taken + 1}"), from, 0, layer, replaced?.Sounds ?? []));
        }
    }

    // What the machine plays, where nothing else is named: as audio2mqtt does.
    public static SourceSection Loopback()
    {
        var layer = new Layer();
        layer.Set(SourceKeys.Loopback, new(true, "default"));
        return new("loopback", "default", 0, layer, []);
    }

    private static string Base(string name) => Numbered().Replace(name, "");

    private static string NameOf(string text, bool isUrl)
    {
        if (text == "-") return "stdin";
        var name = isUrl ? Uri.TryCreate(text, UriKind.Absolute, out var address) ? address.Host : "" : Path.GetFileNameWithoutExtension(text);
        return name.Length > 0 ? name : "source";
    }

    [GeneratedRegex(@"^(?<name>[\w][\w .-]{0,63})=(?<rest>.+)$", RegexOptions.Singleline)]
    private static partial Regex Named();

    [GeneratedRegex(@" \d+$")]
    private static partial Regex Numbered();
}
