using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Of probabilities and targets in [0, 1], of one shape: -(t log p + (1 - t) log(1 - p)).</summary>
public sealed class BCELoss : WeightedLoss<Tensor, Tensor, Tensor>
{
    public BCELoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean)
        : base(weight, reduction)
    {
    }

    public override Tensor forward(Tensor input, Tensor target) => nn.functional.binary_cross_entropy(input, target, weight, reduction);
}
