namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>How a run ended.</summary>
/// <param name="Failed">Files that could not be classified.</param>
/// <param name="IsInterrupted">Whether the user ended it before the last file.</param>
/// <param name="NetworkName"><c>lite</c> or <c>float</c>.</param>
/// <param name="NetworkHash">The hash of the network's weights; null when it was never loaded.</param>
internal sealed record RunSummary(int Failed, bool IsInterrupted, string NetworkName, string? NetworkHash);
