using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// Normalises each channel: in training by the batch's mean and (biased) variance, which also move the running ones (unbiased);
/// otherwise by the running ones.
/// </summary>
public abstract class BatchNorm : NormBase
{
    public BatchNorm(long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
    {
    }

    public override Tensor forward(Tensor input)
    {
        ValidateInputDimensions(input);
        var share = momentum ?? 0;
        if (training && num_batches_tracked is { } batches)
        {
            using var _ = no_grad();
            batches.add_(1);
            share = momentum ?? 1.0 / batches.ToInt64();
        }

        // Without running statistics the batch's own are used, in evaluation too.
        return nn.functional.batch_norm(input, running_mean, running_var, weight, bias, training || running_mean is null, share, eps);
    }
}
