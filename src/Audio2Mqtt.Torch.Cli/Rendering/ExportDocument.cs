namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>What was exported, as JSON has it. docs/cli.md lists the fields.</summary>
internal sealed record ExportDocument(string Model, string Hash, IReadOnlyList<string> Files);
