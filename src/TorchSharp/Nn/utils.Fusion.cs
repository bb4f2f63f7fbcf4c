using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // Folding a batch norm in evaluation into the layer before it: both are affine per output.
        public static partial class utils
        {
            /// <summary>Weight and bias of the convolution that does both. A missing scale is 1, a missing shift 0.</summary>
            public static (Parameter weight, Parameter bias) fuse_conv_bn_weights(Tensor conv_w, Tensor? conv_b, Tensor bn_rm, Tensor bn_rv, double bn_eps, Tensor? bn_w, Tensor? bn_b, bool transpose = false) =>
                Fuse(conv_w, conv_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b, transpose ? 1 : 0);

            /// <summary>Weight and bias of the linear map that does both.</summary>
            public static (Parameter weight, Parameter bias) fuse_linear_bn_weights(Tensor linear_w, Tensor? linear_b, Tensor bn_rm, Tensor bn_rv, double bn_eps, Tensor bn_w, Tensor bn_b) =>
                Fuse(linear_w, linear_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b, 0);

            /// <summary>The linear module that does both; it shares nothing with them.</summary>
            /// <exception cref="ArgumentException">One of the modules is in training.</exception>
            public static Linear fuse_linear_bn_eval(Linear linear, BatchNorm bn)
            {
                if (linear.training || bn.training)
                    throw new ArgumentException("Fusion only for eval!");
                var (weight, bias) = fuse_linear_bn_weights(linear.weight, linear.bias, bn.running_mean!, bn.running_var!, bn.eps, bn.weight, bn.bias!);
                return new Linear(weight, bias);
            }

            private static (Parameter Weight, Parameter Bias) Fuse(Tensor weight, Tensor? bias, Tensor mean, Tensor variance, double eps, Tensor? scale, Tensor? shift, int outputs)
            {
                using var scope = NewDisposeScope();
                using var _ = no_grad();
                var factor = (variance + eps).rsqrt();
                if (scale is not null)
                    factor = factor * scale;
                var lengths = new long[weight.Dimensions];
                Array.Fill(lengths, 1);
                lengths[outputs] = -1;
                var offset = bias is null ? -mean : bias - mean;
                var moved = shift is null ? offset * factor : offset * factor + shift;
                return (new Parameter(weight * factor.reshape(lengths), weight.requires_grad), new Parameter(moved, bias?.requires_grad ?? weight.requires_grad));
            }
        }
    }
}
