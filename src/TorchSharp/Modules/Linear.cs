using TorchSharp.Interop;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x W' + b: [.., in] to [.., out], weight [out, in], bias [out].</summary>
public sealed class Linear : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = nameof(weight))]
    private Parameter _weight;

    [ComponentName(Name = nameof(bias))]
    private Parameter? _bias;

    internal Linear(Parameter weight, Parameter? bias)
        : base(nameof(Linear))
    {
        (out_features, in_features) = (weight.shape[0], weight.shape[1]);
        _weight = weight;
        _bias = bias;
        RegisterComponents();
    }

    internal Linear(long inputSize, long outputSize, bool hasBias, Device? device, ScalarType? dtype)
        : base(nameof(Linear))
    {
        (in_features, out_features) = (inputSize, outputSize);
        _weight = Made.Parameter([outputSize, inputSize], device, dtype);
        nn.init.kaiming_uniform_(_weight, Math.Sqrt(5));
        if (hasBias)
        {
            _bias = Made.Parameter([outputSize], device, dtype);
            Made.SpreadBias(_bias, inputSize);
        }

        RegisterComponents();
    }

    public long in_features { get; set; }

    public long out_features { get; set; }

    public Parameter weight
    {
        get => _weight;
        set => Made.Exchange(ref _weight!, value, kept => ConditionallyRegisterParameter(nameof(weight), kept));
    }

    public Parameter? bias
    {
        get => _bias;
        set => Made.Exchange(ref _bias, value, kept => ConditionallyRegisterParameter(nameof(bias), kept));
    }

    public override Tensor forward(Tensor tensor) => ForwardRow(tensor) ?? nn.functional.linear(tensor, _weight, _bias);

    // Under inference mode one row is a product with a vector, which reads the weight once: as a product of matrices, BLAS would first
    // copy all of the weight into its own order, a tenth of one patch's time in a network that ends here (measured: docs/performance.md).
    private Tensor? ForwardRow(Tensor tensor)
    {
        if (_bias is null || !is_inference_mode_enabled() || !tensor.IsFloat32OnCpu(2) || !_weight.IsFloat32OnCpu(2) || !_bias.IsFloat32OnCpu(1))
            return null;
        if (tensor.shape is not [1, var length] || length != _weight.shape[1])
            return null;
        using var row = Aten.Call("select.int", tensor, 0, 0);
        using var product = Aten.Call("addmv", _bias, _weight, row);
        return Aten.Call("unsqueeze", product, 0); // [1, out]
    }
}
