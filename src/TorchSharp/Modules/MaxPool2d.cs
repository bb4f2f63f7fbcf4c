using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The greatest of each window: [N, C, H, W] to [N, C, H', W'].</summary>
public sealed class MaxPool2d : ParameterLessModule<Tensor, Tensor>
{
    internal MaxPool2d(long[] kernel_size, long[]? stride, long[]? padding, long[]? dilation, bool ceil_mode)
        : base(nameof(MaxPool2d))
    {
        this.kernel_size = kernel_size;
        this.stride = stride ?? kernel_size;
        this.padding = padding ?? [0, 0];
        this.dilation = dilation ?? [1, 1];
        this.ceil_mode = ceil_mode;
    }

    public long[] kernel_size { get; set; }

    public long[] stride { get; set; }

    public long[] padding { get; set; }

    public long[] dilation { get; set; }

    /// <summary>Whether windows that stick out at the end count.</summary>
    public bool ceil_mode { get; set; }

    public override Tensor forward(Tensor input) => nn.functional.max_pool2d(input, kernel_size, stride, padding, dilation, ceil_mode);

    /// <summary>With the place of each greatest within its plane of the input.</summary>
    public (Tensor Values, Tensor Indices) forward_with_indices(Tensor input) =>
        nn.functional.max_pool2d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode);
}
