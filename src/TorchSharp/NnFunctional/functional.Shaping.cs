using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>The parts of networks as functions.</summary>
        public static partial class functional
        {
            /// <summary>Widens the last dimensions: before and after the last, then before and after the one before it.</summary>
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => Aten.Call(
                "pad",
                input,
                pad,
                mode switch
                {
                    PaddingModes.Reflect => "reflect",
                    PaddingModes.Replicate => "replicate",
                    PaddingModes.Circular => "circular",
                    _ => "constant",
                },
                mode is PaddingModes.Constant or PaddingModes.Zeros ? value : Arg.None);

            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, pad.ToArray(), mode, value);

            /// <summary>Widens the last dimension on both sides.</summary>
            public static Tensor pad(Tensor input, long pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, new[] { pad, pad }, mode, value);

            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, new[] { pad.Item1, pad.Item2 }, mode, value);

            /// <param name="input">At least two dimensions.</param>
            /// <param name="pad">Left, right, top, bottom.</param>
            /// <param name="mode">Where the new values come from.</param>
            /// <param name="value">The new value of the constant mode.</param>
            public static Tensor pad(Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, new[] { pad.Item1, pad.Item2, pad.Item3, pad.Item4 }, mode, value);

            /// <summary>Zeroes elements at random and scales the others, so that the mean stays.</summary>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
            {
                if (p is < 0 or > 1)
                    throw new ArgumentException($"dropout probability has to be between 0 and 1, but got {p}", nameof(p));
                var dropped = inplace ? Aten.CallInPlace("dropout_", input, p, training) : Aten.Call("dropout", input, p, training);
                return ReferenceEquals(dropped, input) ? input.alias() : dropped;
            }

            /// <summary>A number k in [0, classes) becomes a row of zeros with a one at k.</summary>
            public static Tensor one_hot(Tensor x, long num_classes = -1) => Aten.Call("one_hot", x, num_classes);
        }
    }
}
