using System.CommandLine;
using Audio2Mqtt.Torch.Training;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>The arguments and options of <c>slice</c>.</summary>
internal sealed class SliceArguments
{
    private readonly Argument<string> recording = new("LONG") { Description = "The recording" };
    private readonly Argument<string> folder = new("OUT") { Description = "Folder for the class folders" };
    private readonly Option<string> labels = new("--labels") { Description = "Its labels: JSON of times and labels, or an Audacity label track", HelpName = "FILE", Required = true };
    private readonly Option<string> format = FileFormatOption.Create();
    private readonly Option<double?> min = Numbers.Real("--min-seconds", 0.01, 3600, "Leave out stretches below this length [default: 0.2]", "SECONDS");
    private readonly Option<double?> max = Numbers.Real("--max-seconds", 0.01, 1e6, "Cut longer stretches into files of this length [default: one file each]", "SECONDS");
    private readonly Option<bool> overwrite = new("--overwrite") { Description = "Replace files that exist" };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Tell which files there would be, and write none" };
    private readonly Option<bool> json = new("--json") { Description = "One JSON document" };

    public void AddTo(Command command)
    {
        MistypedOptions.RefusedBy(recording, "slice");
        MistypedOptions.RefusedBy(folder, "slice");
        command.Add(recording);
        command.Add(folder);
        foreach (Option option in (Option[])[labels, format, min, max, overwrite, dryRun, json]) command.Add(option);
    }

    /// <summary>What the command line asks for.</summary>
    /// <exception cref="UsageException">The longest is shorter than the shortest.</exception>
    public SliceRequest Read(ParseResult parsed)
    {
        var defaults = new SliceOptions();
        var options = defaults with
        {
            Format = FileFormatOption.Read(parsed, format),
            MinSeconds = parsed.GetValue(min) ?? defaults.MinSeconds,
            MaxSeconds = parsed.GetValue(max),
            Overwrite = parsed.GetValue(overwrite),
        };
        if (options.MaxSeconds < options.MinSeconds) throw new UsageException($"--max-seconds: {options.MaxSeconds} is below --min-seconds {options.MinSeconds}");
        return new(parsed.GetValue(recording)!, parsed.GetValue(labels)!, parsed.GetValue(folder)!, options, parsed.GetValue(dryRun), parsed.GetValue(json));
    }
}
