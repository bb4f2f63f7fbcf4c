using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Of [N, C, H, W], per channel C.</summary>
public sealed class BatchNorm2d : BatchNorm
{
    internal BatchNorm2d(long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, nameof(BatchNorm2d))
    {
    }

    protected override void ValidateInputDimensions(Tensor input)
    {
        if (input.Dimensions != 4)
            throw new ArgumentException($"expected 4D input, but got {input.Dimensions}D input instead.", nameof(input));
    }
}
