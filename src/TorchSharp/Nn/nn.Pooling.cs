using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    // Pooling. A stride left out is the window's size.
    public static partial class nn
    {
        public static AvgPool2d AvgPool2d(long[] kernel_size, long[] stride = null!, long[] padding = null!, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
            new(kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);

        public static AvgPool2d AvgPool2d(long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
            new(Both(kernel_size)!, Both(stride), Both(padding), ceil_mode, count_include_pad, divisor_override);

        public static AvgPool2d AvgPool2d((long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
            new(Both(kernel_size)!, Both(stride), Both(padding), ceil_mode, count_include_pad, divisor_override);

        public static MaxPool2d MaxPool2d(long[] kernel_size, long[] stride = null!, long[] padding = null!, long[] dilation = null!, bool ceil_mode = false) =>
            new(kernel_size, stride, padding, dilation, ceil_mode);

        public static MaxPool2d MaxPool2d(long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
            new(Both(kernel_size)!, Both(stride), Both(padding), Both(dilation), ceil_mode);

        public static MaxPool2d MaxPool2d((long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null, bool ceil_mode = false) =>
            new(Both(kernel_size)!, Both(stride), Both(padding), Both(dilation), ceil_mode);

        public static AdaptiveAvgPool2d AdaptiveAvgPool2d(long[] output_size) => new(output_size);

        public static AdaptiveAvgPool2d AdaptiveAvgPool2d(long output_size) => new(output_size, output_size);

        public static AdaptiveAvgPool2d AdaptiveAvgPool2d((long, long) output_size) => new(output_size.Item1, output_size.Item2);

        private static long[]? Both(long? value) => value is { } some ? [some, some] : null;

        private static long[]? Both((long, long)? values) => values is { } some ? [some.Item1, some.Item2] : null;
    }
}
