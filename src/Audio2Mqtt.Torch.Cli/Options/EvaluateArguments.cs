using System.CommandLine;
using System.Globalization;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Training;
using Audio2Mqtt.Torch.Training.Augmentation;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>The arguments and options of <c>evaluate</c>.</summary>
internal sealed class EvaluateArguments
{
    private static readonly double[] DefaultSnr = [20, 10, 0];

    private readonly Argument<string[]> places = new("MODEL DIR")
    {
        Description = $"The model's folder (left out: {SoundModel.DefaultPath}), and the folder of class folders and labelled recordings",
        Arity = new ArgumentArity(1, 2),
    };

    private readonly Option<NoiseColour[]?> noise = new("--noise")
    {
        Description = "Judge under noise too: white, pink, brown, blue, violet; several with commas",
        HelpName = "COLOURS",
        CustomParser = result => List(result, "--noise", "white, pink, brown, blue or violet", text => NoiseColours.Parse(text)),
    };

    private readonly Option<double[]?> snr = new("--snr")
    {
        Description = "Signal-to-noise ratios of the noise in dB, over the whole clip [default: 20,10,0]",
        HelpName = "DB,DB",
        CustomParser = result => List<double>(
            result, "--snr", "a number from -60 to 100", text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= -60 and <= 100 ? value : null),
    };

    private readonly Option<double?> precision = Numbers.Share("--target-precision", "Precision that thresholds are made for [default: 0.95]", belowOne: true);
    private readonly Option<bool> store = new("--store-thresholds") { Description = "Put those thresholds into the model, for listen" };
    private readonly Option<string?> report = new("--report") { Description = "Write a page with everything: curves, tables, the worst mistakes", HelpName = "FILE.html" };
    private readonly Option<bool> json = new("--json") { Description = "One JSON document" };
    private readonly Option<int?> seed = Numbers.Whole("--seed", 0, int.MaxValue, "Decides the noise [default: 1]");
    private readonly DatasetArguments dataset = new();

    public void AddTo(Command command)
    {
        MistypedOptions.RefusedBy(places, "evaluate");
        command.Add(places);
        foreach (Option option in (Option[])[noise, snr, precision, store, report, json, seed]) command.Add(option);
        dataset.AddTo(command);
    }

    /// <exception cref="UsageException">Options that do not go together, or no usable model.</exception>
    public EvaluateRequest Read(ParseResult parsed)
    {
        var (model, folder) = parsed.GetValue(places)! is [var named, var place] ? (named, place) : (SoundModel.DefaultPath, parsed.GetValue(places)![0]);
        var colours = parsed.GetValue(noise) ?? [];
        var levels = parsed.GetValue(snr) is { Length: > 0 } asked ? asked : DefaultSnr;
        if (colours.Length == 0 && parsed.GetResult(snr) is not null) throw new UsageException("--snr says how loud noise is: add --noise white,pink");
        var target = parsed.GetValue(precision) ?? EvaluationReport.DefaultTargetPrecision;
        if (target == 0) throw new UsageException("--target-precision: must be above 0");
        return new()
        {
            Model = model,
            Description = Describe(model, folder),
            Folder = folder,
            Dataset = dataset.Read(parsed) with { MinimumClasses = 1 },
            Options = new()
            {
                Noise = [.. from colour in colours from level in levels select new NoiseCondition(colour, level)],
                TargetPrecision = target,
                UseNewThresholds = parsed.GetValue(store),
                Seed = parsed.GetValue(seed) ?? new EvaluationOptions().Seed,
            },
            StoreThresholds = parsed.GetValue(store),
            Json = parsed.GetValue(json),
            Report = PageOption.Read(parsed, report, ".html"),
        };
    }

    private static ModelDescription Describe(string model, string folder)
    {
        try
        {
            return SoundModel.Describe(model);
        }
        catch (ModelException error)
        {
            var isSwapped = SoundModel.IsModel(folder) && !SoundModel.IsModel(model);
            throw new UsageException(isSwapped ? $"{folder} is a model and {model} is none: the model comes first, then the folder of recordings" : error.Message);
        }
    }

    // Values with commas between them; an empty list where one is wrong, and an error that names it.
    private static T[] List<T>(System.CommandLine.Parsing.ArgumentResult result, string name, string expected, Func<string, T?> parse)
        where T : struct
    {
        var values = new List<T>();
        foreach (var text in result.Tokens.SelectMany(token => token.Value.Split(',')).Select(text => text.Trim()))
        {
            if (parse(text) is { } value) values.Add(value);
            else result.AddError($"{name}: '{text}' is not {expected}.");
        }

        return [.. values.Distinct()];
    }
}
