using Xunit;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Numerics;

public sealed class ReductionTests
{
    private const double Tolerance = 1e-13;
    private static readonly double[] Values = [1.5, -2, 0.25, 4, 3, -1];

    [Fact]
    public void Sums_means_and_products_run_over_the_named_dimensions()
    {
        using var scope = NewDisposeScope();
        var t = tensor(Values, [2, 3]);
        Numbers.AssertClose([5.75], Numbers.Of(t.sum()), Tolerance);
        // A bare 0 would be taken for the type: sum(ScalarType).
        Numbers.AssertClose([5.5, 1, -0.75], Numbers.Of(t.sum(0L)), Tolerance);
        Numbers.AssertClose([-0.25 / 3, 2], Numbers.Of(t.mean([1])), Tolerance);
        Assert.Equal([2, 1], t.mean([-1], keepdim: true).shape);
        Numbers.AssertClose([-0.75, -12], Numbers.Of(t.prod(1)), Tolerance);
        Numbers.AssertClose([1.5, -0.5, -0.25, 4, 7, 6], Numbers.Of(t.cumsum(1)), Tolerance);
        Assert.Equal(ScalarType.Int64, tensor(new[] { 1, 2 }).sum().dtype);
    }

    [Fact]
    public void Spread_divides_by_one_less_unless_told_otherwise()
    {
        using var scope = NewDisposeScope();
        var t = tensor(Values);
        var mean = Values.Average();
        var squares = Values.Sum(x => (x - mean) * (x - mean));
        Numbers.AssertClose([squares / 5], Numbers.Of(t.var()), Tolerance);
        Numbers.AssertClose([squares / 6], Numbers.Of(t.var(unbiased: false)), Tolerance);
        Numbers.AssertClose([Math.Sqrt(squares / 5)], Numbers.Of(t.std()), Tolerance);
        Numbers.AssertClose([Math.Sqrt(squares / 6)], Numbers.Of(t.std(unbiased: false)), Tolerance);
        var rows = t.reshape(2, 3);
        Assert.Equal([2], rows.std(1).shape);
        Assert.Equal([1, 3], rows.var(0, keepdim: true).shape);
        Numbers.AssertClose([Math.Abs(1.5 - 4) / Math.Sqrt(2)], [Numbers.Of(rows.std(0))[0]], Tolerance);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)] // exp of it overflows: the largest is taken out first
    public void Softmax_and_its_logarithm_add_up(double offset)
    {
        using var scope = NewDisposeScope();
        var t = tensor(Values, [2, 3]) + offset;
        var probabilities = t.softmax(1);
        var expected = Values.Chunk(3).SelectMany(row => row.Select(x => Math.Exp(x) / row.Sum(Math.Exp))).ToArray();
        Numbers.AssertClose(expected, Numbers.Of(probabilities), 1e-12);
        Numbers.AssertClose([.. expected.Select(p => Math.Log(p))], Numbers.Of(t.log_softmax(1)), 1e-12);
        Numbers.AssertClose([.. Values.Chunk(3).Select(row => offset + Math.Log(row.Sum(Math.Exp)))], Numbers.Of(t.logsumexp(1)), 1e-12);
    }

    [Fact]
    public void Norms_and_tests_of_all_elements()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new[] { 3.0, -4 });
        Numbers.AssertClose([5], Numbers.Of(t.norm()), Tolerance);
        Numbers.AssertClose([7], Numbers.Of(t.norm(1f)), Tolerance);
        Assert.True((t > -5).all().item<bool>());
        Assert.False((t > 3).any().item<bool>());
        Assert.True(t.allclose(tensor(new[] { 3.0, -4 - 1e-9 })));
        Assert.False(t.allclose(tensor(new[] { 3.0, -4.1 })));
    }
}
