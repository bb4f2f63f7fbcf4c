using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The logarithm of softmax along a dimension, computed without leaving the range of floats.</summary>
public sealed class LogSoftmax : ParameterLessModule<Tensor, Tensor>
{
    internal LogSoftmax(long dim)
        : base(nameof(LogSoftmax)) => this.dim = dim;

    public long dim { get; set; }

    public override Tensor forward(Tensor tensor) => nn.functional.log_softmax(tensor, dim);
}
