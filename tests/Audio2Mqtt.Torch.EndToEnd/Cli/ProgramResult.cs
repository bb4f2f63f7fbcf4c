namespace Audio2Mqtt.Torch.EndToEnd.Cli;

/// <summary>How a run of the program ended and what it said.</summary>
public sealed record ProgramResult(int ExitCode, string Output, string Error)
{
    public string[] OutputLines => Lines(Output);

    public string[] ErrorLines => Lines(Error);

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
