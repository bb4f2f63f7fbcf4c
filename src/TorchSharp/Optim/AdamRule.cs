using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The update that Adam and AdamW share (https://arxiv.org/abs/1412.6980; amsgrad: https://arxiv.org/abs/1904.09237).</summary>
internal static class AdamRule
{
    /// <summary>One step of one parameter: six operators, one temporary.</summary>
    /// <remarks>
    /// The published step -rate / c1 * m / (sqrt(v) / r2 + eps), with c1 = 1 - beta1^t and r2 = sqrt(1 - beta2^t), is written
    /// -rate * r2 / c1 * m / (sqrt(v) + eps * r2), which saves a pass over the parameter. Changed are <paramref name="parameter"/>,
    /// <paramref name="mean"/> (m), <paramref name="square"/> (v) and, for amsgrad, <paramref name="peak"/>, the largest v so far;
    /// <paramref name="step"/> is t, 1 at the first.
    /// </remarks>
    internal static void Step(
        Tensor parameter, Tensor gradient, Tensor mean, Tensor square, Tensor? peak, long step, double rate, double beta1, double beta2, double eps)
    {
        Aten.CallInPlace("lerp_.Scalar", mean, gradient, 1 - beta1);
        Aten.CallInPlace("mul_.Scalar", square, beta2);
        Aten.CallInPlace("addcmul_", square, gradient, gradient, 1 - beta2);
        if (peak is not null)
            Aten.CallInPlace("maximum.out", peak, square, peak);
        var (correction1, root2) = (1 - Math.Pow(beta1, step), Math.Sqrt(1 - Math.Pow(beta2, step)));
        using var spread = (peak ?? square).sqrt();
        Aten.CallInPlace("add_.Scalar", spread, eps * root2);
        Aten.CallInPlace("addcdiv_", parameter, mean, spread, -rate * root2 / correction1);
    }
}
