using Audio2Mqtt.Torch.EndToEnd.Cli;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Listen;

/// <summary>A test of the listening program: it needs weights, recordings, and signals; skipped, with the reason, where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ListenFactAttribute : FactAttribute
{
    public ListenFactAttribute() => Skip = Absent;

    internal static string? Absent => OperatingSystem.IsLinux() ? Shared.Absent : "it sends signals and reads /proc as Linux has them";
}
