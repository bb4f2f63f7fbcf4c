using System.Reflection;
using Xunit.Sdk;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Training.Augmentation;

/// <summary>Runs a test's body on the CPU.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnCpuAttribute : DataAttribute
{
    /// <inheritdoc/>
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [["cpu"]];
}

/// <summary>Runs a test's body on a graphics card too; skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnCudaAttribute : DataAttribute
{
    public OnCudaAttribute()
    {
        if (!cuda.is_available())
            Skip = "libtorch sees no CUDA device";
    }

    /// <inheritdoc/>
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [["cuda"]];
}
