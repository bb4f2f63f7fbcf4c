using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Helpers of training and of deployment.</summary>
        public static partial class utils
        {
            // Keeps the division finite where every gradient is 0, as PyTorch does.
            private const double NormEpsilon = 1e-6;

            /// <summary>Scales the gradients down so that together they have at most the given norm. Gives the norm they had.</summary>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2)
            {
                using var scope = NewDisposeScope();
                using var _ = no_grad();
                List<Tensor> gradients = [.. tensors.Select(tensor => tensor.grad).OfType<Tensor>()];
                if (gradients.Count == 0)
                    return 0;
                List<Tensor> norms = [.. gradients.Select(gradient => Norm(gradient, norm_type))];
                var total = Norm(stack(norms), norm_type).ToDouble();
                var scale = max_norm / (total + NormEpsilon);
                if (scale < 1)
                    gradients.ForEach(gradient => gradient.mul_(scale));
                return total;
            }

            /// <summary>Limits each element of the gradients to [-clip_value, clip_value].</summary>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var _ = no_grad();
                foreach (var tensor in tensors)
                {
                    using var gradient = tensor.grad;
                    gradient?.clamp_(-clip_value, clip_value);
                }
            }

            /// <summary>All elements of the parameters in one row, in their order.</summary>
            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors)
            {
                List<Tensor> rows = [.. tensors.Select(tensor => tensor.reshape(-1))];
                var vector = cat(rows);
                rows.ForEach(row => row.Dispose());
                return vector;
            }

            /// <summary>Writes one row of numbers into the parameters, in their order.</summary>
            public static void vector_to_parameters(Tensor vec, IEnumerable<Parameter> tensors)
            {
                using var scope = NewDisposeScope();
                using var _ = no_grad();
                var offset = 0L;
                foreach (var tensor in tensors)
                {
                    tensor.copy_(vec.narrow(0, offset, tensor.NumberOfElements).reshape(tensor.shape));
                    offset += tensor.NumberOfElements;
                }
            }

            private static Tensor Norm(Tensor tensor, double type) => tensor.norm((float)type);
        }
    }
}
