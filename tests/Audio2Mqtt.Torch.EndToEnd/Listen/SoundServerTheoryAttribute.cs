using Audio2Mqtt.Torch.EndToEnd.Streaming;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Listen;

/// <summary>As <see cref="SoundServerFactAttribute"/>, for several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SoundServerTheoryAttribute : TheoryAttribute
{
    public SoundServerTheoryAttribute() => Skip = ListenFactAttribute.Absent ?? PulseServer.Absent;
}
