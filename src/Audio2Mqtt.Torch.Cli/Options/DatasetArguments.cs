using System.CommandLine;
using Audio2Mqtt.Torch.Training;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>The options of every command that reads a folder of class folders.</summary>
internal sealed class DatasetArguments
{
    private readonly Option<string?> group = new("--group")
    {
        Description = "Regular expression that finds a recording's name in a file's path within its class folder (its first group, or all of it)",
        HelpName = "REGEX",
    };

    private readonly Option<double?> piece = Numbers.Real("--piece-seconds", 0.2, 3600, "Longest piece of a labelled or long recording [default: 5]", "SECONDS");

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> All => [group, piece];

    public void AddTo(Command command)
    {
        foreach (var option in All) command.Add(option);
    }

    /// <summary>What the command line asks for.</summary>
    /// <exception cref="UsageException">The pattern is none.</exception>
    public DatasetOptions Read(ParseResult parsed)
    {
        var defaults = new DatasetOptions();
        try
        {
            return defaults with { GroupPattern = parsed.GetValue(group), PieceSeconds = parsed.GetValue(piece) ?? defaults.PieceSeconds };
        }
        catch (ArgumentException error)
        {
            throw new UsageException($"--group: {error.Message}");
        }
    }
}
