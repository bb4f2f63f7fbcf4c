using Audio2Mqtt.Torch.Training;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>What a <c>slice</c> command line asks for.</summary>
internal sealed record SliceRequest(string Recording, string Labels, string Folder, SliceOptions Options, bool IsDryRun, bool Json);
