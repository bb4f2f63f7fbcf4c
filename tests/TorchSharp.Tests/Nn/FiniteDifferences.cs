using System.Runtime.InteropServices;
using Xunit;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Nn;

/// <summary>Compares what autograd says with what happens when a number moves a little.</summary>
internal static class FiniteDifferences
{
    // Central differences in float64: the error is about Step^2 from the curve and 1e-16 / Step from rounding, both under 1e-9 here.
    private const double Step = 1e-5;
    private const double Tolerance = 1e-7;

    /// <summary>Moves every element of every leaf (contiguous, float64), and compares the slopes with the gradients.</summary>
    public static void MustMatch(Func<Tensor> loss, params IEnumerable<Tensor> leaves)
    {
        var leafList = leaves.ToList();
        leafList.ForEach(leaf => leaf.grad = null);
        using (NewDisposeScope())
            loss().backward();
        foreach (var leaf in leafList)
        {
            using var gradient = leaf.grad;
            Assert.NotNull(gradient);
            using var flat = gradient.contiguous();
            var told = MemoryMarshal.Cast<byte, double>(flat.bytes).ToArray();
            for (var k = 0; k < told.Length; k++)
            {
                var slope = (Moved(loss, leaf, k, Step) - Moved(loss, leaf, k, -Step)) / (2 * Step);
                Assert.True(Math.Abs(slope - told[k]) <= Tolerance * (1 + Math.Abs(slope)), $"element {k}: slope {slope}, gradient {told[k]}");
            }
        }
    }

    private static double Moved(Func<Tensor> loss, Tensor leaf, int element, double by)
    {
        var kept = MemoryMarshal.Cast<byte, double>(leaf.bytes)[element];
        MemoryMarshal.Cast<byte, double>(leaf.bytes)[element] = kept + by;
        using (NewDisposeScope())
        using (no_grad())
        {
            var value = loss().ToDouble();
            MemoryMarshal.Cast<byte, double>(leaf.bytes)[element] = kept;
            return value;
        }
    }
}
