using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The squared difference.</summary>
public sealed class MSELoss : Loss<Tensor, Tensor, Tensor>
{
    public MSELoss(nn.Reduction reduction = nn.Reduction.Mean)
        : base(reduction)
    {
    }

    public override Tensor forward(Tensor input, Tensor target) => nn.functional.mse_loss(input, target, reduction);
}
