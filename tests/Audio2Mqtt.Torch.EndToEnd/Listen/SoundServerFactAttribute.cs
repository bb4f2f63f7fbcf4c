using Audio2Mqtt.Torch.EndToEnd.Streaming;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Listen;

/// <summary>A test of the listening program with a real sound server; skipped, with the reason, where something is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SoundServerFactAttribute : FactAttribute
{
    public SoundServerFactAttribute() => Skip = ListenFactAttribute.Absent ?? PulseServer.Absent;
}
