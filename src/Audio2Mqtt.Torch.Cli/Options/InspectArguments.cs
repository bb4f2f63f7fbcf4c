using System.CommandLine;
using Audio2Mqtt.Torch.Inspection;
using Audio2Mqtt.Torch.Network.Weights;
using Audio2Mqtt.Torch.Training.Caching;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>The arguments and options of <c>inspect</c>.</summary>
internal sealed class InspectArguments
{
    private readonly Argument<string> place = new("PATH") { Description = "A recording, or a folder of class folders as train takes them" };
    private readonly Option<string?> html = new("--html") { Description = "Write a page with pictures and sound: one file that needs no network", HelpName = "FILE.html" };
    private readonly Option<string?> png = new("--png") { Description = "Write the recording's spectrogram", HelpName = "FILE.png" };
    private readonly Option<bool> json = new("--json") { Description = "One JSON document" };
    private readonly Option<TimeSpan?> start = Numbers.Time("--start", "Where to begin in the recording: seconds or mm:ss");
    private readonly Option<TimeSpan?> duration = Numbers.Time("--duration", "How much of the recording: seconds or mm:ss");
    private readonly Option<double?> silence = Numbers.Real("--silence", -120, 0, "Level below which 20 ms are silent [default: -60]", "DBFS");
    private readonly Option<double?> low = Numbers.Real("--low", 0, 8000, "Lower frequency to mark in the spectrum, as of train --low", "HZ");
    private readonly Option<double?> high = Numbers.Real("--high", 1, 1e6, "Upper frequency to mark in the spectrum, as of train --high", "HZ");
    private readonly CustomOption custom = new();
    private readonly Option<string> network = Choice.OneOf("--network", "Which YAMNet: lite or float [default: lite; a model knows its own]", "lite", "float");
    private readonly DatasetArguments dataset = new();
    private readonly Option<string> embedding = Choice.OneOf("--embedding", "What a folder's clips are compared by: yamnet, or spectrum (needs no weights) [default: yamnet]", "yamnet", "spectrum");
    private readonly Option<bool> noCache = new("--no-cache") { Description = "Neither use nor keep embeddings of a folder's clips" };

    public void AddTo(Command command)
    {
        MistypedOptions.RefusedBy(place, "inspect");
        command.Add(place);
        foreach (Option option in (Option[])[html, png, json, start, duration, silence, low, high, custom.Option, network]) command.Add(option);
        dataset.AddTo(command);
        foreach (Option option in (Option[])[embedding, noCache]) command.Add(option);
    }

    /// <summary>What the command line asks for.</summary>
    /// <exception cref="UsageException">Options that do not go together, or nothing that can be inspected.</exception>
    public InspectRequest Read(ParseResult parsed)
    {
        var model = custom.Read(parsed);
        if (model?.PathInstead is { } path) throw new UsageException($"--custom takes a model: write --custom after {path}");
        var named = Place(parsed);
        var isFolder = Directory.Exists(named);
        Option[] ofOther = isFolder ? [png, start, duration, silence, low, high, custom.Option] : [embedding, noCache, .. dataset.All];
        if (ofOther.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } stray)
            throw new UsageException($"{stray.Name} is for {(isFolder ? "a recording" : "a folder of class folders")}: {named} is {(isFolder ? "a folder" : "none")}");
        var (page, picture) = (PageOption.Read(parsed, html, ".html"), PageOption.Read(parsed, png, ".png"));
        if (parsed.GetValue(duration) == TimeSpan.Zero) throw new UsageException("--duration: must be above 0");
        if (parsed.GetValue(high) <= parsed.GetValue(low)) throw new UsageException($"--high {parsed.GetValue(high)} is not above --low {parsed.GetValue(low)}");
        Option[] ofPage = [low, high, custom.Option, network];
        if (!isFolder && page is null && ofPage.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } idle)
            throw new UsageException($"{idle.Name} is for the page: add --html FILE.html");
        var isNetworkNamed = parsed.GetResult(network) is { Implicit: false };
        var isSpectrum = parsed.GetValue(embedding) == "spectrum";
        if (model is not null && isNetworkNamed) throw new UsageException("--network and --custom exclude each other: a model knows its network");
        if (isSpectrum && isNetworkNamed) throw new UsageException("--network names a YAMNet: it does not go with --embedding spectrum");
        var defaults = new AudioInspectorOptions();
        return new()
        {
            Place = named,
            Audio = defaults with
            {
                Start = parsed.GetValue(start) ?? TimeSpan.Zero,
                Duration = parsed.GetValue(duration),
                SilenceDbfs = parsed.GetValue(silence) ?? defaults.SilenceDbfs,
                WithPictures = !isFolder && (page ?? picture) is not null,
            },
            Html = page,
            Png = picture,
            LowHz = parsed.GetValue(low),
            HighHz = parsed.GetValue(high),
            Model = model?.Path,
            Network = model is not null ? model.Description.RequiredNetwork : isSpectrum ? null : parsed.GetValue(network) == "float" ? YamnetVariant.Float : YamnetVariant.Lite,
            Dataset = dataset.Read(parsed) with { MinimumClasses = 1 },
            Cache = parsed.GetValue(noCache) ? null : EmbeddingCache.FromEnvironment(),
            Json = parsed.GetValue(json),
        };
    }

    // Timelines and pictures read it again, and what streams has no end.
    private string Place(ParseResult parsed)
    {
        var named = parsed.GetValue(place)!;
        if (named.Length == 0) throw new UsageException("PATH is empty: name a recording or a folder of class folders");
        if (named == "-" || named.Contains("://", StringComparison.Ordinal)) throw new UsageException($"{named}: inspect reads files, and some twice: record or download it first");
        return named;
    }
}
