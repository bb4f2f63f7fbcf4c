using Xunit;

namespace Audio2Mqtt.Torch.Tests.Golden;

/// <summary>A theory that needs the golden data; skipped, with the reason, where it is not at hand.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GoldenTheoryAttribute : TheoryAttribute
{
    public GoldenTheoryAttribute()
    {
        if (!GoldenData.Available)
            Skip = "the golden data is not at hand: set A2M_YAMNET_SOURCE to a folder that holds golden/, or put it into ../shared/yamnet";
    }
}
