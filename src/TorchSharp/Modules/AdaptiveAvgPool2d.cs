using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Means over as many windows as give the wanted size: [N, C, H, W] to [N, C, H', W'].</summary>
public sealed class AdaptiveAvgPool2d : ParameterLessModule<Tensor, Tensor>
{
    internal AdaptiveAvgPool2d(params long[] output_size)
        : base(nameof(AdaptiveAvgPool2d)) => this.output_size = output_size;

    public long[] output_size { get; set; }

    public override Tensor forward(Tensor input) => nn.functional.adaptive_avg_pool2d(input, output_size);
}
