using Audio2Mqtt.Torch.Preparation;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>What a <c>convert</c> command line asks for.</summary>
internal sealed record ConvertRequest(string Source, string Target, ConversionOptions Options, bool IsDryRun, bool Json);
