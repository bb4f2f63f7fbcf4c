using Audio2Mqtt.Torch.EndToEnd.Mqtt;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Listen;

/// <summary>A test of the listening program with a real broker; skipped, with the reason, where something is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class HouseFactAttribute : FactAttribute
{
    public HouseFactAttribute() => Skip = ListenFactAttribute.Absent ?? Broker.Absent;
}
