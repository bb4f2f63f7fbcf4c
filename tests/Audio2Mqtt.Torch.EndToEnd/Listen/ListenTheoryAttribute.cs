using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Listen;

/// <summary>As <see cref="ListenFactAttribute"/>, for several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ListenTheoryAttribute : TheoryAttribute
{
    public ListenTheoryAttribute() => Skip = ListenFactAttribute.Absent;
}
