using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Cli;

/// <summary>A test of the program with genuine weights and recordings; skipped, with the reason, where they are not at hand.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute() => Skip = Shared.Absent;
}
