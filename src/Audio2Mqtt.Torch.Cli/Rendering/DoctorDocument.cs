using Audio2Mqtt.Torch.Cli.Checks;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>What doctor found, as JSON has it. docs/cli.md lists the fields.</summary>
internal sealed record DoctorDocument(bool Healthy, IReadOnlyList<Check> Checks);
