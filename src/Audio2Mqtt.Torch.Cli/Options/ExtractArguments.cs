using System.CommandLine;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Training.Backgrounds;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>The arguments and options of <c>background extract</c>.</summary>
internal sealed class ExtractArguments
{
    private readonly Argument<string> audio = new("AUDIO") { Description = "A recording, or a folder of recordings (folders within too)" };
    private readonly Argument<string> folder = new("OUT") { Description = "Folder for the segments, such as training/background" };
    private readonly Option<int?> segments = Numbers.Whole("--num-segments", 1, BackgroundExtractionOptions.MaxSegments, "Segments in all [default: 20]");
    private readonly Option<double?> duration = Numbers.Real("--duration", 0.2, BackgroundExtractionOptions.MaxSeconds, "Length of each segment [default: 2]", "SECONDS");
    private readonly Option<string?> avoid = new("--avoid") { Description = "Leave out segments in which this trained model hears one of its sounds", HelpName = "MODEL" };
    private readonly Option<double?> threshold = Numbers.Share("--threshold", "With --avoid: score from which a sound is heard [default: the model's own, else 0.7]");
    private readonly Option<int?> seed = Numbers.Whole("--seed", 0, int.MaxValue, "Decides which segments [default: 1]");
    private readonly Option<string> format = FileFormatOption.Create();
    private readonly Option<bool> overwrite = new("--overwrite") { Description = "Replace files that exist" };
    private readonly Option<bool> json = new("--json") { Description = "One JSON document" };

    public void AddTo(Command command)
    {
        MistypedOptions.RefusedBy(audio, "background extract");
        MistypedOptions.RefusedBy(folder, "background extract");
        command.Add(audio);
        command.Add(folder);
        foreach (Option option in (Option[])[segments, duration, avoid, threshold, seed, format, overwrite, json]) command.Add(option);
    }

    /// <summary>What the command line asks for.</summary>
    /// <exception cref="UsageException">There is no model to avoid, or a threshold without one.</exception>
    public ExtractRequest Read(ParseResult parsed)
    {
        var defaults = new BackgroundExtractionOptions();
        var options = defaults with
        {
            Segments = parsed.GetValue(segments) ?? defaults.Segments,
            Seconds = parsed.GetValue(duration) ?? defaults.Seconds,
            Seed = parsed.GetValue(seed) ?? defaults.Seed,
            Format = FileFormatOption.Read(parsed, format),
            Overwrite = parsed.GetValue(overwrite),
        };
        var model = parsed.GetValue(avoid);
        if (model is not null && !SoundModel.IsModel(model)) throw new UsageException($"--avoid: {model} is no model's folder; a2m-torch train makes one");
        if (model is null && parsed.GetValue(threshold) is not null) throw new UsageException("--threshold is for --avoid MODEL");
        return new(PathArgument.Read(parsed, audio), PathArgument.Read(parsed, folder), options, model, (float?)parsed.GetValue(threshold), parsed.GetValue(json));
    }
}
