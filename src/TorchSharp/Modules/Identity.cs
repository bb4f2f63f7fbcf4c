using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Gives its input back, as another tensor over the same memory.</summary>
public sealed class Identity : ParameterLessModule<Tensor, Tensor>
{
    internal Identity()
        : base(nameof(Identity))
    {
    }

    public override Tensor forward(Tensor tensor) => tensor.alias();
}
