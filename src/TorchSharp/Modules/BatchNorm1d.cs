using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Of [N, C] or [N, C, L], per channel C.</summary>
public sealed class BatchNorm1d : BatchNorm
{
    internal BatchNorm1d(long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, nameof(BatchNorm1d))
    {
    }

    protected override void ValidateInputDimensions(Tensor input)
    {
        if (input.Dimensions is not (2 or 3))
            throw new ArgumentException($"expected 2D or 3D input, but got {input.Dimensions}D input instead.", nameof(input));
    }
}
