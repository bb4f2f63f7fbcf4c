using System.CommandLine;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Preparation;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>The arguments and options of <c>convert</c>.</summary>
internal sealed class ConvertArguments
{
    private readonly Argument<string> source = new("IN") { Description = "A file of any format, or a folder of them (folders within too)" };
    private readonly Argument<string> target = new("OUT") { Description = "A file or a folder for a file, a folder for a folder, whose shape is kept" };
    private readonly Option<string> format = FileFormatOption.Create();
    private readonly DenoiseArguments denoise = new();
    private readonly Option<bool> trim = new("--trim") { Description = "Leave out silence before the first sound and after the last one" };
    private readonly Option<bool> split = new("--split-silence") { Description = "Make a file of each sound that silence parts from the others" };
    private readonly Option<double?> topDb = Numbers.Real("--top-db", 1, 120, "With --trim or --split-silence: silence is this far below the loudest [default: 20]", "DB");
    private readonly Option<double?> minSilence = Numbers.Real("--min-silence", 0.01, 60, "With --split-silence: shorter silence parts nothing [default: 0.3]", "SECONDS");
    private readonly Option<string> normalise = Choice.OneOf("--normalize", "Bring each file's peak to -1 dBFS, or its loudness to -23 LUFS", "peak", "loudness");
    private readonly Option<bool> overwrite = new("--overwrite") { Description = "Replace files that exist [default: they are passed over]" };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Tell what would be done, and write nothing" };
    private readonly Option<int?> workers = Numbers.Whole("--workers", 1, 256, "Files at a time [default: one a core]");
    private readonly Option<bool> json = new("--json") { Description = "One JSON document" };

    public void AddTo(Command command)
    {
        MistypedOptions.RefusedBy(source, "convert");
        MistypedOptions.RefusedBy(target, "convert");
        command.Add(source);
        command.Add(target);
        command.Add(format);
        denoise.AddTo(command);
        foreach (Option option in (Option[])[trim, split, topDb, minSilence, normalise, overwrite, dryRun, workers, json]) command.Add(option);
    }

    /// <summary>What the command line asks for.</summary>
    /// <exception cref="UsageException">Options that exclude or need each other.</exception>
    public ConvertRequest Read(ParseResult parsed)
    {
        var (trims, splits) = (parsed.GetValue(trim), parsed.GetValue(split));
        if (trims && splits) throw new UsageException("--trim and --split-silence exclude each other: what is split has no silence at its ends");
        if (parsed.GetValue(topDb) is not null && !trims && !splits) throw new UsageException("--top-db is for --trim or --split-silence");
        if (parsed.GetValue(minSilence) is not null && !splits) throw new UsageException("--min-silence is for --split-silence");
        var (defaults, silence) = (new ConversionOptions(), new SilenceOptions());
        var options = defaults with
        {
            Format = FileFormatOption.Read(parsed, format),
            Overwrite = parsed.GetValue(overwrite),
            Denoise = denoise.Read(parsed),
            Trim = trims,
            SplitSilence = splits,
            Silence = silence with { TopDb = parsed.GetValue(topDb) ?? silence.TopDb, MinSilenceSeconds = parsed.GetValue(minSilence) ?? silence.MinSilenceSeconds },
            Normalise = parsed.GetValue(normalise) switch { "peak" => NormalisationKind.Peak, "loudness" => NormalisationKind.Loudness, _ => null },
            Workers = parsed.GetValue(workers) ?? defaults.Workers,
        };
        return new(PathArgument.Read(parsed, source), PathArgument.Read(parsed, target), options, parsed.GetValue(dryRun), parsed.GetValue(json));
    }
}
