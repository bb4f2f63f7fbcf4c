using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // Pooling: the mean or the greatest of each window. A stride left out is the window's size.
        public static partial class functional
        {
            public static Tensor avg_pool1d(Tensor input, long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true) =>
                Aten.Call("avg_pool1d", input, (long[])[kernel_size], (long[])[stride ?? kernel_size], (long[])[padding ?? 0], ceil_mode, count_include_pad);

            public static Tensor avg_pool2d(Tensor input, long[] kernel_size, long[] stride = null!, long[] padding = null!, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                Aten.Call("avg_pool2d", input, kernel_size, stride ?? kernel_size, padding ?? [0], ceil_mode, count_include_pad, divisor_override);

            public static Tensor avg_pool2d(Tensor input, long kernel_size, long? stride = null, long padding = 0, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                avg_pool2d(input, new[] { kernel_size, kernel_size }, Both(stride)!, new[] { padding, padding }, ceil_mode, count_include_pad, divisor_override);

            public static Tensor avg_pool2d(Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                avg_pool2d(input, Both(kernel_size)!, Both(stride)!, Both(padding)!, ceil_mode, count_include_pad, divisor_override);

            public static Tensor max_pool1d(Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                Aten.Call("max_pool1d", input, (long[])[kernel_size], (long[])[stride ?? kernel_size], (long[])[padding ?? 0], (long[])[dilation ?? 1], ceil_mode);

            public static Tensor max_pool2d(Tensor input, long[] kernel_size, long[] strides = null!, long[] padding = null!, long[] dilation = null!, bool ceil_mode = false) =>
                Aten.Call("max_pool2d", input, kernel_size, strides ?? kernel_size, padding ?? [0], dilation ?? [1], ceil_mode);

            public static Tensor max_pool2d(Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                max_pool2d(input, new[] { kernel_size, kernel_size }, Both(stride)!, Both(padding)!, Both(dilation)!, ceil_mode);

            public static Tensor max_pool2d(Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null, bool ceil_mode = false) =>
                max_pool2d(input, Both(kernel_size)!, Both(stride)!, Both(padding)!, Both(dilation)!, ceil_mode);

            /// <summary>With the place of each greatest within its plane of the input.</summary>
            public static (Tensor output, Tensor indices) max_pool2d_with_indices(Tensor input, long[] kernel_size, long[] strides = null!, long[] padding = null!, long[] dilation = null!, bool ceil_mode = false) =>
                Aten.CallPair("max_pool2d_with_indices", input, kernel_size, strides ?? kernel_size, padding ?? [0], dilation ?? [1], ceil_mode);

            public static Tensor adaptive_avg_pool1d(Tensor input, long output_size) => Aten.Call("adaptive_avg_pool1d", input, (long[])[output_size]);

            public static Tensor adaptive_avg_pool2d(Tensor input, long[] output_size) => Aten.Call("adaptive_avg_pool2d", input, output_size);

            public static Tensor adaptive_avg_pool2d(Tensor input, long output_size) => adaptive_avg_pool2d(input, new[] { output_size, output_size });

            public static Tensor adaptive_avg_pool2d(Tensor input, (long, long) output_size) => adaptive_avg_pool2d(input, Both(output_size)!);
        }
    }
}
