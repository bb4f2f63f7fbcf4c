using Xunit;

namespace Audio2Mqtt.Torch.Tests.Network.Weights;

/// <summary>A test that needs a genuine weights file; skipped, with the reason, where the file is not at hand.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GenuineWeightsFactAttribute : FactAttribute
{
    public GenuineWeightsFactAttribute(params string[] files)
    {
        Files = files;
        if (files.FirstOrDefault(file => !GenuineWeights.Has(file)) is string missing)
            Skip = $"{missing} is not at hand: set A2M_YAMNET_SOURCE to a folder that holds it, or put it into ../shared/yamnet";
    }

    public string[] Files { get; }
}
