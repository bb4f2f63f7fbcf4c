using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>
/// A convolution packed for inference (libtorch's XNNPACK operators), with the activation behind it as a clamp of the output. It packs anew when
/// weight or bias changed, and holds one packing for each thread that is inside at a time: one packing serves one caller.
/// </summary>
internal sealed class PreparedConvolution : IDisposable
{
    private const string Prepack = "prepacked::conv2d_clamp_prepack";
    private const string Run = "prepacked::conv2d_clamp_run";

    private static readonly Lazy<bool> Supported = new(() => Aten.Has(Prepack) && Aten.Has(Run));

    private volatile Packings? current;
    private volatile bool refused;

    /// <summary>Runs the convolution and clamps its output, or gives null where only the plain operator will do.</summary>
    /// <param name="conv">The module, with zero padding given by lengths.</param>
    /// <param name="input">[N, in, H, W].</param>
    /// <param name="minimum">Lower bound of the output: 0 for ReLU and ReLU6, null for none.</param>
    /// <param name="maximum">Upper bound of the output: 6 for ReLU6, null for none.</param>
    internal Tensor? TryRun(Conv2d conv, Tensor input, double? minimum, double? maximum)
    {
        if (refused || !Supported.Value || !input.IsFloat32OnCpu(4) || !conv.weight.IsFloat32OnCpu(4) || conv.weight.IsInference || conv.bias is { IsInference: true })
            return null;

        var key = new Key(Mark.Of(conv.weight), conv.bias is { } bias ? Mark.Of(bias) : default, Walk.Of(conv), minimum, maximum);
        var packings = current;
        if (packings is null || packings.Key != key)
        {
            // At once: training packs anew every epoch, and the collector does not see how large packings are.
            packings?.ReleaseIdle();
            current = packings = new Packings(key);
        }

        if (!packings.Idle.TryTake(out var packing))
        {
            packing = Pack(conv, minimum, maximum);
            if (packing is null)
                return null;
        }

        var output = Aten.Call(Run, input, packing);
        packings.Idle.Add(packing);
        return output;
    }

    public void Dispose()
    {
        current?.ReleaseIdle();
        current = null;
    }

    private NativeObject? Pack(Conv2d conv, double? minimum, double? maximum)
    {
        using var weight = conv.weight.detach();
        using var bias = conv.bias?.detach();
        try
        {
            return Aten.CallObject(
                Prepack, weight, bias, conv.stride, conv.padding, conv.dilation, conv.groups, Bound(minimum), Bound(maximum));
        }
        catch (ExternalException)
        {
            // A shape that XNNPACK does not take, or a libtorch built without it: the plain operator serves this module from now on.
            refused = true;
            return null;
        }
    }

    private static Arg Bound(double? bound) => bound is { } value ? (Scalar)value : Arg.None;

    private sealed class Packings(Key key)
    {
        internal Key Key { get; } = key;

        internal ConcurrentBag<NativeObject> Idle { get; } = [];

        internal void ReleaseIdle()
        {
            while (Idle.TryTake(out var packing)) packing.Dispose();
        }
    }

    private readonly record struct Key(Mark Weight, Mark Bias, Walk Walk, double? Minimum, double? Maximum);

    /// <summary>The state of a tensor's elements: which tensor, how often operators changed it, how often its memory was handed out.</summary>
    private readonly record struct Mark(long Stamp, long Version, long Exposed)
    {
        internal static Mark Of(Tensor tensor) => new(tensor.Stamp, tensor.Version, ExposedMemory.Count(tensor));
    }

    /// <summary>How the kernel walks: a module lets it be changed at any time.</summary>
    private readonly record struct Walk((long, long) Stride, (long, long) Padding, (long, long) Dilation, long Groups)
    {
        internal static Walk Of(Conv2d conv) => new(Pair(conv.stride), Pair(conv.padding!), Pair(conv.dilation), conv.groups);

        private static (long, long) Pair(long[] values) => (values[0], values[^1]);
    }
}
