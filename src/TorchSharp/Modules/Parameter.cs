using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A tensor that a module learns. It shares the data's memory, belongs to no dispose scope, and lives until it is disposed.</summary>
public class Parameter : Tensor
{
    public Parameter(Tensor data, bool requires_grad = true)
        : base(Share(data, requires_grad)) => DetachFromDisposeScope();

    private static nint Share(Tensor data, bool requires_grad)
    {
        using var shared = data.detach();
        shared.requires_grad = requires_grad;
        return shared.DecoupleFromNativeHandle();
    }
}
