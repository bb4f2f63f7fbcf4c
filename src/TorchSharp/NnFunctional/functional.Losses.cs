using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // Losses. Without reduction they give one number per element (per sample, where there are classes).
        public static partial class functional
        {
            /// <summary>Of logits [N, C, ..]: targets are class numbers [N, ..] (Int64), or probabilities of the logits' shape.</summary>
            public static Tensor cross_entropy(Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100, Reduction reduction = Reduction.Mean, double label_smoothing = 0) =>
                Aten.Call("cross_entropy_loss", input, target, weight, (long)reduction, ignore_index, label_smoothing);

            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                Aten.Call("nll_loss_nd", input, target, weight, (long)reduction);

            public static Tensor binary_cross_entropy(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                Aten.Call("binary_cross_entropy", input, target, weight, (long)reduction);

            public static Tensor binary_cross_entropy_with_logits(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) =>
                Aten.Call("binary_cross_entropy_with_logits", input, target, weight, pos_weights, (long)reduction);

            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Aten.Call("mse_loss", input, target, (long)reduction);

            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Aten.Call("l1_loss", input, target, (long)reduction);

            /// <summary>Half the square up to beta, linear beyond; divided by beta.</summary>
            public static Tensor smooth_l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1) =>
                Aten.Call("smooth_l1_loss", input, target, (long)reduction, beta);

            /// <summary>Half the square up to delta, linear beyond.</summary>
            public static Tensor huber_loss(Tensor input, Tensor target, double delta = 1, Reduction reduction = Reduction.Mean) =>
                Aten.Call("huber_loss", input, target, (long)reduction, delta);

            /// <summary>Of log-probabilities and targets, which are log-probabilities too unless said otherwise. The mean is over all elements.</summary>
            public static Tensor kl_div(Tensor input, Tensor target, bool log_target = true, Reduction reduction = Reduction.Mean) =>
                Aten.Call("kl_div", input, target, (long)reduction, log_target);
        }
    }
}
