using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Of logits [N, C, ..]: targets are class numbers [N, ..] (Int64), or probabilities of the logits' shape.</summary>
public sealed class CrossEntropyLoss : WeightedLoss<Tensor, Tensor, Tensor>
{
    // PyTorch's number for "no class is left out": no class is negative.
    private const long NoIndex = -100;

    public CrossEntropyLoss(Tensor? weight = null, long? ignore_index = null, nn.Reduction reduction = nn.Reduction.Mean, double label_smoothing = 0)
        : base(weight, reduction)
    {
        this.ignore_index = ignore_index;
        this.label_smoothing = label_smoothing;
    }

    public long? ignore_index { get; }

    /// <summary>The share of each target that is spread evenly over all classes, in [0, 1].</summary>
    public double label_smoothing { get; }

    public override Tensor forward(Tensor input, Tensor target) =>
        nn.functional.cross_entropy(input, target, weight, ignore_index ?? NoIndex, reduction, label_smoothing);
}
