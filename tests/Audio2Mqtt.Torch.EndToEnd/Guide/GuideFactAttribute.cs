using Audio2Mqtt.Torch.EndToEnd.Listen;
using Audio2Mqtt.Torch.EndToEnd.Mqtt;
using Audio2Mqtt.Torch.EndToEnd.Streaming;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Guide;

/// <summary>A test that walks through a guide: it needs weights, a sound server and a broker; skipped, with the reason, where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GuideFactAttribute : FactAttribute
{
    public GuideFactAttribute() => Skip = ListenFactAttribute.Absent ?? PulseServer.Absent ?? Broker.Absent ?? (PulseServer.Find("bash") is null ? "bash is not installed" : null);
}
