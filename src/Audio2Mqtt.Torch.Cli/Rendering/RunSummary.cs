namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>How a run ended.</summary>
/// <param name="Failed">Files that could not be classified.</param>
/// <param name="IsInterrupted">Whether the user ended it before the last file.</param>
/// <param name="Network">The installed YAMNet, <c>lite</c> or <c>float</c>; null where the model needs none.</param>
/// <param name="Model">The trained model; null for YAMNet's own classes.</param>
internal sealed record RunSummary(int Failed, bool IsInterrupted, Source? Network, Source? Model);
