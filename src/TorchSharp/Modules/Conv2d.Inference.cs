using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

// Under inference mode on the CPU the convolution runs prepacked: same results to rounding, same memory format.
public sealed partial class Conv2d
{
    private readonly PreparedConvolution prepared = new();

    /// <summary>The convolution with its output clamped to [minimum, maximum], or null where only the plain operators will do.</summary>
    internal Tensor? ForwardPrepared(Tensor input, double? minimum, double? maximum) =>
        is_inference_mode_enabled() && padding_mode == PaddingModes.Zeros && padding_type is null && ValidateShape(input, 2) && !input.requires_grad
            ? prepared.TryRun(this, input, minimum, maximum)
            : null;

    internal override void ReleaseNative() => prepared.Dispose();
}
