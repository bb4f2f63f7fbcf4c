using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Normalises by mean and variance over the last dimensions; weight and bias have their shape.</summary>
public sealed class LayerNorm : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = nameof(weight))]
    private Parameter? _weight;

    [ComponentName(Name = nameof(bias))]
    private Parameter? _bias;

    internal LayerNorm(long[] normalized_shape, double eps, bool elementwise_affine, bool bias, Device? device, ScalarType? dtype)
        : base(nameof(LayerNorm))
    {
        this.normalized_shape = normalized_shape;
        this.eps = eps;
        this.elementwise_affine = elementwise_affine;
        if (elementwise_affine)
        {
            _weight = Made.Parameter(normalized_shape, 1, device, dtype);
            _bias = bias ? Made.Parameter(normalized_shape, 0, device, dtype) : null;
        }

        RegisterComponents();
    }

    public long[] normalized_shape { get; set; }

    public double eps { get; set; }

    public bool elementwise_affine { get; set; }

    /// <summary>The scale; null without <see cref="elementwise_affine"/>.</summary>
    public Parameter weight
    {
        get => _weight!;
        set => Made.Exchange(ref _weight, value, kept => ConditionallyRegisterParameter(nameof(weight), kept));
    }

    public Parameter? bias
    {
        get => _bias;
        set => Made.Exchange(ref _bias, value, kept => ConditionallyRegisterParameter(nameof(bias), kept));
    }

    /// <summary>Scale 1, shift 0.</summary>
    public void reset_parameters()
    {
        if (_weight is not null)
            nn.init.ones_(_weight);
        if (_bias is not null)
            nn.init.zeros_(_bias);
    }

    public override Tensor forward(Tensor tensor) => nn.functional.layer_norm(tensor, normalized_shape, _weight, _bias, eps);
}
