using Audio2Mqtt.Torch.EndToEnd.Cli;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Onnx;

/// <summary>A test of exported models in ONNX's checker and runtime; skipped, with the reason, where one is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnnxTheoryAttribute : TheoryAttribute
{
    public OnnxTheoryAttribute() => Skip = Shared.Absent ?? OnnxTools.CheckerMissing ?? OnnxTools.RuntimeMissing;
}
