using Audio2Mqtt.Torch.Network.Weights;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>Tells a download on standard error: a line at its begin, and on a terminal how far it is.</summary>
internal sealed class InstallProgress(Terminal terminal) : IProgress<WeightsProgress>
{
    private string? told;

    public void Report(WeightsProgress value)
    {
        if (told != value.Url) terminal.Tell($"downloading {value.Url}");
        told = value.Url;
        if (!terminal.IsErrorTerminal) return;
        var total = value.TotalBytes is { } bytes ? $" of {bytes / 1e6:0.0} MB" : " MB";
        var isDone = value.BytesReceived == value.TotalBytes;
        terminal.Error.Write($"\r  {value.BytesReceived / 1e6:0.0}{total}{(isDone ? "\n" : "")}");
    }
}
