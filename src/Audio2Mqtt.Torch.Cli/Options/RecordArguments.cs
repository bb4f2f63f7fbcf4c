using System.CommandLine;
using Audio2Mqtt.Torch.Streaming;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>The arguments and options of <c>record</c>.</summary>
internal sealed class RecordArguments
{
    private readonly Argument<string> folder = new("OUT") { Description = "Folder for the clips" };
    private readonly SourceArguments source = new();
    private readonly Option<double?> seconds = Numbers.Real("--seconds", 0.5, ClipRecorderOptions.MaxSeconds, "Length of a clip [default: 5]", "SECONDS");
    private readonly Option<int?> count = Numbers.Whole("--count", 1, 100_000, "How many clips [default: 20]");
    private readonly Option<string> label = new("--class") { Description = "The sound: clips go into OUT/CLASS", HelpName = "CLASS" };
    private readonly Option<double?> pause = Numbers.Real("--pause", 0, 60, "Time to get ready before each clip [default: 1]", "SECONDS");
    private readonly Option<bool> silence = new("--allow-silence") { Description = "Keep clips below -60 dBFS too, instead of recording them again" };
    private readonly Option<bool> json = new("--json") { Description = "One JSON document" };

    public void AddTo(Command command)
    {
        MistypedOptions.RefusedBy(folder, "record");
        command.Add(folder);
        foreach (Option option in (Option[])[seconds, count, label, pause, silence]) command.Add(option);
        source.AddTo(command);
        command.Add(json);
        label.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var name }] && !ClipRecorderOptions.IsPlain(name)) result.AddError($"--class: '{name}' cannot be the name of a folder.");
        });
    }

    /// <summary>What the command line asks for.</summary>
    public RecordRequest Read(ParseResult parsed)
    {
        var (root, name) = (parsed.GetValue(folder)!, parsed.GetValue(label));
        var defaults = new ClipRecorderOptions { Folder = name is null ? root : Path.Combine(root, name) };
        return new(source.Read(parsed), defaults with
        {
            Prefix = name ?? defaults.Prefix,
            Seconds = parsed.GetValue(seconds) ?? defaults.Seconds,
            Count = parsed.GetValue(count) ?? defaults.Count,
            PauseSeconds = parsed.GetValue(pause) ?? defaults.PauseSeconds,
            SilenceDbfs = parsed.GetValue(silence) ? null : defaults.SilenceDbfs,
        }, parsed.GetValue(json));
    }
}
