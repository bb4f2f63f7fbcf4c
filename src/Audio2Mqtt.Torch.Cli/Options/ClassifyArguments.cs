using System.CommandLine;
using Audio2Mqtt.Torch.Classification;
using Audio2Mqtt.Torch.Network.Weights;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>The arguments and options of <c>classify</c>.</summary>
internal sealed class ClassifyArguments
{
    /// <summary>Segments of label tracks begin here by default: YAMNet's scores of a clear sound are mostly above.</summary>
    private const float LabelThreshold = 0.5f;

    private readonly Argument<string[]> paths = new("PATH")
    {
        Description = "Files, folders, patterns, URLs, or - for standard input",
        Arity = ArgumentArity.ZeroOrMore, // at least one: see Files
    };

    private readonly Option<bool> recursive = new("--recursive") { Description = "Look into folders within folders" };
    private readonly Option<TimeSpan?> start = Numbers.Time("--start", "Where to begin in each file: seconds or mm:ss");
    private readonly Option<TimeSpan?> duration = Numbers.Time("--duration", "How much of each file: seconds or mm:ss");
    private readonly Option<double?> overlap = Numbers.Share("--overlap", "Part of a 0.96 s patch that the next one hears again [default: 0.5]", belowOne: true);
    private readonly CustomOption custom = new();
    private readonly PreparationArguments preparation = new(isTraining: false);
    private readonly Option<string> aggregate = Choice.OneOf("--aggregate", "How patches become one score [default: mean; of models judge, as they were trained]", "mean", "max", "judge");
    private readonly Option<int?> topK = Numbers.Whole("--top-k", 1, int.MaxValue, "Classes to list, of a file and of a patch [default: 5]");
    private readonly Option<double?> threshold = Numbers.Share("--threshold", "Lowest score to list [default: 0; of label tracks 0.5, or the model's own]");
    private readonly Option<string[]> classes = Patterns("--classes", "Only these classes: names, patterns such as 'dog*', indices; may be repeated");
    private readonly Option<string[]> exclude = Patterns("--exclude", "Not these classes: names, patterns, indices; may be repeated");
    private readonly Option<bool> frames = new("--frames") { Description = "The timeline too: the classes of every patch" };
    private readonly Option<bool> json = new("--json") { Description = "One JSON document" };
    private readonly Option<bool> jsonLines = new("--jsonl") { Description = "A JSON document a line, one for each file" };
    private readonly Option<bool> csv = new("--csv") { Description = "Comma-separated values, a row for each class" };
    private readonly Option<bool> audacity = new("--audacity") { Description = "A label track for Audacity: segments at or over the threshold" };
    private readonly Option<bool> raven = new("--raven") { Description = "A selection table for Raven: segments at or over the threshold" };
    private readonly Option<string?> output = new("--output") { Description = "Folder for label tracks and selection tables: NAME.txt for each file", HelpName = "DIR" };
    private readonly Option<string> network = Choice.OneOf("--network", "Which YAMNet: lite or float [default: lite; a model knows its own]", "lite", "float");
    private readonly Option<int?> batchSize = Numbers.Whole("--batch-size", 1, 1024, "Patches that the network gets at a time [default: 32]");
    private readonly Option<int?> workers = Numbers.Whole("--workers", 1, 256, "Threads that run the network [default: one a core]");
    private readonly Option<bool> verbose = new("--verbose") { Description = "Tell about weights, threads and speed" };

    public void AddTo(Command command)
    {
        MistypedOptions.RefusedBy(paths, "classify");
        command.Add(paths);
        foreach (Option option in (Option[])[custom.Option, recursive, start, duration]) command.Add(option);
        preparation.AddTo(command);
        foreach (Option option in (Option[])
            [overlap, aggregate, topK, threshold, classes, exclude, frames, json, jsonLines, csv, audacity, raven, output, network, batchSize, workers, verbose])
            command.Add(option);
    }

    /// <exception cref="UsageException">Options that exclude each other, or nothing to classify.</exception>
    public ClassifyRequest Read(ParseResult parsed)
    {
        var format = Format(parsed);
        var isLabels = format is OutputFormat.Audacity or OutputFormat.Raven;
        var model = custom.Read(parsed);
        var files = Files(parsed, model?.PathInstead);
        var folder = parsed.GetValue(output);
        if (folder is not null && !isLabels) throw new UsageException("--output names a folder for --audacity or --raven; redirect the output of other formats");
        if (isLabels && files.Count > 1 && folder is null) throw new UsageException($"{files.Count} files need a folder for their labels: add --output DIR");
        if (parsed.GetValue(duration) == TimeSpan.Zero) throw new UsageException("--duration: must be above 0");
        if (model is not null && parsed.GetValue(network) is not null) throw new UsageException("--network and --custom exclude each other: a model knows its network");
        if (model is null && parsed.GetValue(aggregate) == "judge") throw new UsageException("--aggregate judge is the rule of trained models: add --custom, or choose mean or max");
        var cut = (float?)parsed.GetValue(threshold);
        var prepared = preparation.Read(parsed, model?.Description.Preparation);
        var defaults = new ClassifierOptions();
        return new()
        {
            Files = files,
            Format = format,
            OutputFolder = folder,
            Network = model is not null ? model.Description.RequiredNetwork : parsed.GetValue(network) == "float" ? YamnetVariant.Float : YamnetVariant.Lite,
            Model = model?.Path,
            ModelName = model?.Name,
            Warning = model is null ? null : PreparationArguments.Warning(model.Name, model.Description, prepared),
            Verbose = parsed.GetValue(verbose),
            Options = defaults with
            {
                Start = parsed.GetValue(start) ?? TimeSpan.Zero,
                Duration = parsed.GetValue(duration),
                Patch = model?.Description.Embedding.Patch ?? defaults.Patch,
                Preparation = prepared,
                Overlap = parsed.GetValue(overlap) ?? defaults.Overlap,
                Aggregate = Aggregate(parsed.GetValue(aggregate), isModel: model is not null),
                TopK = parsed.GetValue(topK) ?? defaults.TopK,
                Threshold = cut ?? 0,
                SegmentThreshold = isLabels ? cut ?? LabelThreshold : null,
                ClassThresholds = cut is null && model is not null ? model.Description.Thresholds : defaults.ClassThresholds,
                KeepPatches = parsed.GetValue(frames),
                Include = parsed.GetValue(classes) ?? [],
                Exclude = parsed.GetValue(exclude) ?? [],
                BatchSize = parsed.GetValue(batchSize) ?? defaults.BatchSize,
                Workers = parsed.GetValue(workers) ?? defaults.Workers,
            },
        };
    }

    private static Option<string[]> Patterns(string name, string description) => new(name) { Description = description, HelpName = "CLASS" };

    private OutputFormat Format(ParseResult parsed)
    {
        (Option<bool> Option, OutputFormat Format)[] all =
        [
            (json, OutputFormat.Json), (jsonLines, OutputFormat.JsonLines), (csv, OutputFormat.Csv),
            (audacity, OutputFormat.Audacity), (raven, OutputFormat.Raven),
        ];
        var asked = Array.FindAll(all, item => parsed.GetValue(item.Option));
        if (asked.Length > 1) throw new UsageException($"{string.Join(" and ", asked.Select(item => item.Option.Name))} exclude each other: choose one");
        return asked.Length == 0 ? OutputFormat.Text : asked[0].Format;
    }

    private static ScoreAggregate Aggregate(string? name, bool isModel) => name switch
    {
        "mean" => ScoreAggregate.Mean,
        "max" => ScoreAggregate.Max,
        null when !isModel => ScoreAggregate.Mean,
        _ => ScoreAggregate.Judge,
    };

    private IReadOnlyList<string> Files(ParseResult parsed, string? first)
    {
        IEnumerable<string> named = [.. first is null ? [] : (string[])[first], .. parsed.GetValue(paths) ?? []];
        if (!named.Any()) throw new UsageException("name what to classify: files, folders, patterns, URLs, or - (see: a2m-torch classify --help)");
        try
        {
            return InputFiles.Expand(named, parsed.GetValue(recursive));
        }
        catch (Audio2MqttException error)
        {
            throw new UsageException(error.Message);
        }
    }
}
