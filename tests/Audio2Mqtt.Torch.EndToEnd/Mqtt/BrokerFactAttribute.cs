using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Mqtt;

/// <summary>A test with a real broker; skipped, with the reason, where mosquitto is not installed (tools/test brings it).</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrokerFactAttribute : FactAttribute
{
    public BrokerFactAttribute() => Skip = Broker.Absent;
}
