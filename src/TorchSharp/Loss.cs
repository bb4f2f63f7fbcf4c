using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A loss: predictions and targets in, one number (or one per element) out.</summary>
public abstract class Loss<T1, T2, TResult> : nn.Module<T1, T2, TResult>
{
    public Loss(nn.Reduction reduction = nn.Reduction.Mean)
        : base(nameof(Loss<,,>)) => this.reduction = reduction;

    public nn.Reduction reduction { get; }
}
