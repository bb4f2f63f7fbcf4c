using System.CommandLine;
using System.Text.Json.Nodes;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Network.Weights;
using Audio2Mqtt.Torch.Training;
using Audio2Mqtt.Torch.Training.Caching;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>The options of <c>train</c>.</summary>
internal sealed class TrainArguments
{
    private readonly Argument<string> data = new("DATA")
    {
        Description = "Folder of class folders and labelled recordings", Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => "training",
    };

    private readonly Argument<string> output = new("MODEL")
    {
        Description = "Folder that the model goes to", Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => SoundModel.DefaultPath,
    };

    private readonly DatasetArguments dataset = new();
    private readonly AugmentArguments augment = new();
    private readonly PreparationArguments preparation = new(isTraining: true);
    private readonly HeadArguments head = new();
    private readonly Option<string> embedding = Choice.OneOf("--embedding", "What the head hears: yamnet, or spectrum (needs no weights) [default: yamnet]", "yamnet", "spectrum");
    private readonly Option<string> network = Choice.OneOf("--network", "Which YAMNet: lite or float [default: lite]", "lite", "float");
    private readonly Option<double?> low = Numbers.Real("--low", 0, 8000, "Lower edge of the spectrum [default: 20]", "HZ");
    private readonly Option<double?> high = Numbers.Real("--high", 1, 1e6, "Upper edge of the spectrum, clipped to 8000 [default: 20000]", "HZ");
    private readonly Option<int?> bins = Numbers.Whole("--bins", 2, 4096, "Bins of the spectrum [default: 100]");
    private readonly Option<double?> window = Numbers.Real("--window", 0.1, 30, "Length of a spectrum [default: 2]", "SECONDS");
    private readonly Option<bool> noNormalise = new("--no-normalise") { Description = "Leave spectra as they are instead of stretching each to 0..1" };
    private readonly Option<int?> folds = Numbers.Whole("--folds", 2, 100, "Judge by cross-validation, recordings kept whole");
    private readonly Option<double?> validation = Numbers.Real("--validation", 0.05, 0.5, "Share of clips held out without --folds [default: 0.2]", "0..1");
    private readonly Option<double?> precision = Numbers.Share("--target-precision", "Precision that thresholds are made for [default: 0.95]", belowOne: true);
    private readonly Option<string?> fineTune = FineTuneArgument.Create();
    private readonly Option<string> device = Choice.OneOf("--device", "Where fine-tuning runs [default: auto]", "auto", "cpu", "cuda");
    private readonly Option<int?> seed = Numbers.Whole("--seed", 0, int.MaxValue, "Decides everything random [default: 0]");
    private readonly Option<int?> workers = Numbers.Whole("--workers", 1, 256, "Threads that read and embed [default: one a core]");
    private readonly Option<bool> noCache = new("--no-cache") { Description = "Neither use nor keep embeddings of earlier trainings" };
    private readonly Option<bool> overwrite = new("--overwrite") { Description = "Replace the model that is there" };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Only tell what the data is" };
    private readonly Option<bool> json = new("--json") { Description = "One JSON document" };

    public void AddTo(Command command)
    {
        MistypedOptions.RefusedBy(data, "train");
        MistypedOptions.RefusedBy(output, "train");
        command.Add(data);
        command.Add(output);
        foreach (Option option in (Option[])[dryRun, overwrite, json]) command.Add(option);
        head.AddTo(command);
        augment.AddTo(command);
        preparation.AddTo(command);
        foreach (Option option in (Option[])[folds, validation, precision, fineTune, device, embedding, network, low, high, bins, window, noNormalise]) command.Add(option);
        dataset.AddTo(command);
        foreach (Option option in (Option[])[seed, workers, noCache]) command.Add(option);
    }

    /// <exception cref="UsageException">Options that do not go together.</exception>
    public TrainRequest Read(ParseResult parsed)
    {
        if (parsed.GetValue(data) is "") throw new UsageException("DATA is empty: name the folder of class folders");
        if (parsed.GetValue(output) is "") throw new UsageException("MODEL is empty: name the folder that the model goes to");
        var isSpectrum = parsed.GetValue(embedding) == "spectrum";
        var tuned = FineTuneArgument.Read(parsed.GetValue(fineTune));
        if (isSpectrum && tuned is not null) throw new UsageException("--fine-tune trains YAMNet's layers: it does not go with --embedding spectrum");
        if (isSpectrum && parsed.GetResult(network) is { Implicit: false }) throw new UsageException("--network names a YAMNet: it does not go with --embedding spectrum");
        Option[] ofSpectra = [low, high, bins, window, noNormalise];
        if (!isSpectrum && ofSpectra.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } stray)
            throw new UsageException($"{stray.Name} is a figure of spectra: add --embedding spectrum");
        if (tuned is null && parsed.GetResult(device) is { Implicit: false }) throw new UsageException("--device is where --fine-tune runs: add --fine-tune last:2");
        var seedValue = parsed.GetValue(seed) ?? 0;
        return new()
        {
            Data = parsed.GetValue(data)!,
            Output = parsed.GetValue(output)!,
            Dataset = dataset.Read(parsed),
            Spectrum = isSpectrum ? Spectrum(parsed) : null,
            Network = parsed.GetValue(network) == "float" ? YamnetVariant.Float : YamnetVariant.Lite,
            Augment = augment.Read(parsed),
            Preparation = preparation.Read(parsed),
            Options = new()
            {
                Trainer = head.Read(parsed) with { Seed = seedValue },
                Folds = parsed.GetValue(folds),
                ValidationShare = parsed.GetValue(validation) ?? new ModelTrainerOptions().ValidationShare,
                TargetPrecision = parsed.GetValue(precision) ?? new ModelTrainerOptions().TargetPrecision,
            },
            FineTune = tuned is { } layers ? new() { Layers = layers, Device = Enum.Parse<ComputeDevice>(parsed.GetValue(device) ?? "auto", ignoreCase: true), Seed = seedValue } : null,
            Cache = parsed.GetValue(noCache) ? null : EmbeddingCache.FromEnvironment(),
            Workers = parsed.GetValue(workers),
            Overwrite = parsed.GetValue(overwrite),
            DryRun = parsed.GetValue(dryRun),
            Json = parsed.GetValue(json),
            Asked = Asked(parsed),
        };
    }

    private SpectrumOptions Spectrum(ParseResult parsed)
    {
        var defaults = new SpectrumOptions();
        var options = defaults with
        {
            LowHz = parsed.GetValue(low) ?? defaults.LowHz,
            HighHz = parsed.GetValue(high) ?? defaults.HighHz,
            Bins = parsed.GetValue(bins) ?? defaults.Bins,
            WindowSeconds = parsed.GetValue(window) ?? defaults.WindowSeconds,
            IsNormalised = !parsed.GetValue(noNormalise),
        };
        // Above half of 16 kHz there is nothing to hear.
        var highest = Math.Min(options.HighHz, AudioInput.YamnetSampleRate / 2);
        return highest > options.LowHz ? options : throw new UsageException($"--high {highest} is not above --low {options.LowHz}");
    }

    // What was typed, for the model to remember: a default may change with the program, what was asked for does not.
    private static JsonObject Asked(ParseResult parsed)
    {
        var asked = new JsonObject();
        foreach (var result in parsed.CommandResult.Children.OfType<System.CommandLine.Parsing.OptionResult>().Where(result => !result.Implicit))
        {
            var name = result.Option.Name.TrimStart('-');
            asked[name] = result.Tokens.Count == 0 ? "true" : string.Join(' ', result.Tokens.Select(token => token.Value));
        }

        return asked;
    }
}
