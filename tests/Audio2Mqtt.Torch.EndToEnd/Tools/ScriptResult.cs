namespace Audio2Mqtt.Torch.EndToEnd.Tools;

/// <summary>What a script left: its exit code, both outputs, and the id its process had.</summary>
internal sealed record ScriptResult(int ExitCode, string Output, string Error, int ProcessId)
{
    public string LastLine => Output.TrimEnd('\n').Split('\n')[^1];
}
