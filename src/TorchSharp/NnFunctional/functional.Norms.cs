using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // Normalisations and distances.
        public static partial class functional
        {
            /// <summary>Per channel (the second dimension): by the batch's mean and variance in training, by the running ones otherwise.</summary>
            public static Tensor batch_norm(Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null, bool training = false, double momentum = 0.1, double eps = 1E-05) =>
                Aten.Call("batch_norm", input, weight, bias, running_mean, running_var, training, momentum, eps, true);

            /// <summary>By mean and variance over the last dimensions.</summary>
            public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1E-05) =>
                Aten.Call("layer_norm", input, normalized_shape, weight, bias, eps);

            public static Tensor group_norm(Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1E-05) =>
                Aten.Call("group_norm", input, num_groups, weight, bias, eps);

            /// <summary>Scales to a p-norm of 1 along a dimension (vectors shorter than eps are divided by eps).</summary>
            public static Tensor normalize(Tensor input, double p = 2, long dim = 1, double eps = 1E-12)
            {
                using var norm = Aten.Call("norm.ScalarOpt_dim", input, (Scalar)p, (long[])[dim], true);
                using var divisor = norm.clamp_min(eps);
                return input / divisor;
            }

            public static Tensor cosine_similarity(Tensor x1, Tensor x2, long dim = 1, double eps = 1E-08) =>
                Aten.Call("cosine_similarity", x1, x2, dim, eps);

            public static Tensor pairwise_distance(Tensor input1, Tensor input2, double p = 2, double eps = 1E-06, bool keepdim = false) =>
                Aten.Call("pairwise_distance", input1, input2, p, eps, keepdim);
        }
    }
}
