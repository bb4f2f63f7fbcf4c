using System.CommandLine;
using Audio2Mqtt.Torch.Training.Backgrounds;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>The arguments and options of <c>background synthetic</c>.</summary>
internal sealed class SyntheticArguments
{
    private readonly Argument<string> folder = new("OUT") { Description = "Folder for the files, such as training/background" };
    private readonly Option<int?> samples = Numbers.Whole("--num-samples", 1, SyntheticBackgroundOptions.MaxSamples, "Files of each: white, pink, brown noise and silence [default: 20]");
    private readonly Option<double?> duration = Numbers.Real("--duration", 0.2, SyntheticBackgroundOptions.MaxSeconds, "Length of each file [default: 2]", "SECONDS");
    private readonly Option<int?> seed = Numbers.Whole("--seed", 0, int.MaxValue, "Decides levels and samples: the same seed gives the same files [default: 1]");
    private readonly Option<string> format = FileFormatOption.Create();
    private readonly Option<bool> overwrite = new("--overwrite") { Description = "Replace files that exist" };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Tell which files there would be, and write none" };
    private readonly Option<bool> json = new("--json") { Description = "One JSON document" };

    public void AddTo(Command command)
    {
        MistypedOptions.RefusedBy(folder, "background synthetic");
        command.Add(folder);
        foreach (Option option in (Option[])[samples, duration, seed, format, overwrite, dryRun, json]) command.Add(option);
    }

    /// <summary>What the command line asks for.</summary>
    public SyntheticRequest Read(ParseResult parsed)
    {
        var defaults = new SyntheticBackgroundOptions();
        var options = defaults with
        {
            Samples = parsed.GetValue(samples) ?? defaults.Samples,
            Seconds = parsed.GetValue(duration) ?? defaults.Seconds,
            Seed = parsed.GetValue(seed) ?? defaults.Seed,
            Format = FileFormatOption.Read(parsed, format),
            Overwrite = parsed.GetValue(overwrite),
        };
        return new(PathArgument.Read(parsed, folder), options, parsed.GetValue(dryRun), parsed.GetValue(json));
    }
}
