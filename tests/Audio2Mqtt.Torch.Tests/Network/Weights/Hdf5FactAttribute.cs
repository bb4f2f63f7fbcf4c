using Audio2Mqtt.Torch.Interop;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Network.Weights;

/// <summary>A test that needs libhdf5; skipped, with the command that brings it, where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class Hdf5FactAttribute : FactAttribute
{
    public Hdf5FactAttribute()
    {
        var status = NativeLibraries.Check(Hdf5.Library);
        if (!status.IsLoadable) Skip = $"{status.Name} is missing: {status.Mend}";
    }
}
