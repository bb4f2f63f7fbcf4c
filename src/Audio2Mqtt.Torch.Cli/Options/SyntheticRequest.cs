using Audio2Mqtt.Torch.Training.Backgrounds;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>What a <c>background synthetic</c> command line asks for.</summary>
internal sealed record SyntheticRequest(string Folder, SyntheticBackgroundOptions Options, bool IsDryRun, bool Json);
