using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Streaming;

/// <summary>A test with a sound server of its own; skipped, with the reason, where PulseAudio is not installed (tools/test brings it).</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PulseFactAttribute : FactAttribute
{
    public PulseFactAttribute() => Skip = PulseServer.Absent;
}
