using System.CommandLine;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>The options of <c>demo</c>.</summary>
internal sealed class DemoArguments
{
    private const int ShortestSeconds = 6;
    private const int LongestSeconds = 600;

    private readonly Option<int?> seconds = Numbers.Whole("--seconds", ShortestSeconds, LongestSeconds, "How long to listen [default: 20]");
    private readonly Option<int?> seed = Numbers.Whole("--seed", 0, int.MaxValue, "Decides what is made: another number, other sounds [default: 1]");
    private readonly Option<bool> spectrum = new("--spectrum") { Description = "Without YAMNet, though its weights are there" };
    private readonly Option<string?> keep = new("--keep") { Description = "Keep the sounds, the model and its report here [default: nothing is kept]", HelpName = "DIR" };
    private readonly Option<bool> json = new("--json") { Description = "What came of it as one JSON document" };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[seconds, seed, spectrum, keep, json]) command.Add(option);
    }

    public DemoRequest Read(ParseResult parsed) => new(
        parsed.GetValue(seconds) ?? 20, parsed.GetValue(seed) ?? 1, parsed.GetValue(spectrum), parsed.GetValue(keep), parsed.GetValue(json));
}
