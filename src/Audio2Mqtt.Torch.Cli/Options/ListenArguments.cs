using System.CommandLine;
using Audio2Mqtt.Torch.Cli.Configuration;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>The options of <c>listen</c>: those of the keys that a file has too, and a few of its own.</summary>
internal sealed class ListenArguments
{
    private readonly ListenSourceArguments sources = new();
    private readonly CustomOption custom = new();
    private readonly Option<bool> baseClasses = new("--base") { Description = "YAMNet's own 521 classes, though there is a trained model" };
    private readonly Option<string[]> group = new("--group") { Description = "Tell several classes as one sound; may be repeated", HelpName = "NAME=CLASS,CLASS" };
    private readonly Option<bool> noMqtt = new("--no-mqtt") { Description = "Tell no broker, whatever is configured" };
    private readonly Option<bool> list = new("--list") { Description = "List the devices that can be heard, and end" };
    private readonly Option<string> config = new("--config") { Description = "The configuration: sources, sounds, mqtt, recording (docs/listen.md)", HelpName = "FILE" };
    private readonly Option<bool> check = new("--check-config") { Description = "Only tell what the configuration is, or everything that is wrong with it" };
    private readonly Option<bool> print = new("--print-config") { Description = "Only print what holds, and where each value comes from" };

    private readonly KeyOption[] ofSources =
    [
        .. Of(SourceKeys.Channel, SourceKeys.Realtime, SourceKeys.Pcm),
    ];

    private readonly KeyOption[] ofDetection =
    [
        .. Of(
            SourceKeys.Network, SourceKeys.Denoise, SourceKeys.Trim, SourceKeys.TopDb, SourceKeys.Classes, SourceKeys.Exclude, SourceKeys.Threshold,
            SourceKeys.Release, SourceKeys.Confirm, SourceKeys.Averaging, SourceKeys.MinDuration, SourceKeys.MaxDuration, SourceKeys.Debounce, SourceKeys.EnergyThreshold, SourceKeys.AdaptiveGate, SourceKeys.Hop),
    ];

    private readonly KeyOption[] others =
    [
        .. Of(
        [
            .. RecordingKeys.Section.Keys, ListenKeys.Live, ListenKeys.Verbose, ListenKeys.JsonLines, .. MqttKeys.Section.Keys, ListenKeys.Duration,
            ListenKeys.Workers,
        ]),
    ];

    private KeyOption[] All => [.. ofSources, .. ofDetection, .. others];

    public void AddTo(Command command)
    {
        sources.AddTo(command);
        foreach (var option in ofSources) command.Add(option.Option);
        foreach (Option option in (Option[])[list, config, check, print, custom.Option, baseClasses]) command.Add(option);
        foreach (var option in ofDetection) command.Add(option.Option);
        command.Add(group);
        foreach (var option in others) command.Add(option.Option);
        command.Add(noMqtt);
        group.Validators.Add(result =>
        {
            foreach (var text in result.Tokens.Select(token => token.Value).Where(text => Split(text) is null))
                result.AddError($"--group: '{text}' is not NAME=CLASS,CLASS.");
        });
    }

    /// <summary>Reads the command line, the environment and the file that one of them names; what is wrong is in the request.</summary>
    /// <exception cref="UsageException">Options that exclude each other.</exception>
    public ListenRequest Read(ParseResult parsed, IReadOnlyDictionary<string, string> variables)
    {
        var problems = new List<Problem>();
        var commandLine = new Layer();
        foreach (var option in All) option.Read(parsed, commandLine, problems);
        ReadModel(parsed, commandLine);
        var environment = EnvironmentLayer.Read(variables, problems);
        var path = parsed.GetValue(config) ?? variables.GetValueOrDefault(EnvironmentLayer.FileVariable);
        var file = string.IsNullOrEmpty(path) ? ConfigurationFile.None : ConfigurationFile.Read(path, variables.GetValueOrDefault, problems);
        var named = sources.Read(parsed, variables, file, problems);
        var setup = new ListenSetup
        {
            CommandLine = commandLine,
            Environment = environment,
            File = file,
            Sources = named.Count > 0 ? named : file.Sources.Count > 0 ? file.Sources : [ListenSourceArguments.Loopback()],
            Groups = [.. (parsed.GetValue(group) ?? []).Select(Split).OfType<SoundSection>()],
            WithoutMqtt = parsed.GetValue(noMqtt),
        };
        CheckFileOptions(setup, problems);
        return new(setup, problems, parsed.GetValue(check), parsed.GetValue(print), parsed.GetValue(list));
    }

    private static IEnumerable<KeyOption> Of(params IEnumerable<Key> keys) => keys.Where(key => key.Option is not null).Select(key => new KeyOption(key));

    private static SoundSection? Split(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        if (at < 1) return null;
        var classes = text[(at + 1)..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (classes.Length == 0) return null;
        var layer = new Layer();
        layer.Set(SoundKeys.Classes, new((IReadOnlyList<string>)classes, "--group"));
        return new(text[..at].Trim(), "--group", 0, layer);
    }

    private static void CheckFileOptions(ListenSetup setup, List<Problem> problems)
    {
        var files = setup.Sources.Select(source => source.Values.Find(SourceKeys.File)?.Value).OfType<string>().ToArray();
        if (setup.CommandLine.Find(SourceKeys.Realtime) is not null && files.All(file => file == "-"))
            problems.Add(new("--realtime", 0, "is for a file: --source FILE"));
        if (setup.CommandLine.Find(SourceKeys.Pcm) is not null && !files.Contains("-"))
            problems.Add(new("--pcm", 0, "is for standard input: --source -"));
        if (files.Count(file => file == "-") > 1) problems.Add(new("--source", 0, "standard input can be heard once only"));
    }

    private void ReadModel(ParseResult parsed, Layer layer)
    {
        var isBase = parsed.GetValue(baseClasses);
        if (custom.Read(parsed) is { } model)
        {
            if (isBase) throw new UsageException("--base and --custom exclude each other: choose one");
            if (model.PathInstead is { } path) throw new UsageException($"--custom: {path} is no model; a file to hear is --source {path}");
            if (layer.Find(SourceKeys.Network) is not null) throw new UsageException("--network and --custom exclude each other: a model knows its network");
            layer.Set(SourceKeys.Model, new(model.Path, "--custom"));
        }
        else if (isBase)
        {
            layer.Set(SourceKeys.Model, new(SourceKeys.YamnetModel, "--base"));
        }
    }
}
