using Xunit;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Numerics;

/// <summary>Numbers in and out of tensors, for tests.</summary>
internal static class Numbers
{
    /// <summary>The elements, row-major, as doubles.</summary>
    public static double[] Of(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        using var data = tensor.to(ScalarType.Float64, copy: true).contiguous().data<double>();
        return data.ToArray();
    }

    /// <summary>The elements of a complex tensor, row-major.</summary>
    public static System.Numerics.Complex[] OfComplex(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var pairs = Of(tensor.to(ScalarType.ComplexFloat64, copy: true).view_as_real());
        return [.. pairs.Chunk(2).Select(pair => new System.Numerics.Complex(pair[0], pair[1]))];
    }

    /// <summary>Repeatable numbers in [-1, 1).</summary>
    public static double[] Any(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextDouble() - 1)];
    }

    public static void AssertClose(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var k = 0; k < expected.Count; k++)
            Assert.True(Math.Abs(expected[k] - actual[k]) <= tolerance, $"element {k}: {expected[k]} expected, got {actual[k]}");
    }
}
