using Xunit;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Numerics;

public sealed class ElementwiseTests
{
    [Fact]
    public void A_number_may_stand_on_either_side()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new[] { 1.0, 2, 4 });
        Assert.Equal([3, 4, 6], Numbers.Of(t + 2));
        Assert.Equal([3, 4, 6], Numbers.Of(2 + t));
        Assert.Equal([-1, 0, 2], Numbers.Of(t - 2));
        Assert.Equal([1, 0, -2], Numbers.Of(2 - t));
        Assert.Equal([0.5, 1, 2], Numbers.Of(t * 0.5));
        Assert.Equal([0.5, 1, 2], Numbers.Of(0.5 * t));
        Assert.Equal([0.5, 1, 2], Numbers.Of(t / 2));
        Assert.Equal([2, 1, 0.5], Numbers.Of(2 / t));
        Assert.Equal([1, 2, 1], Numbers.Of(t % 3));
        Assert.Equal([-1, -2, -4], Numbers.Of(-t));
    }

    [Fact]
    public void Numbers_do_not_widen_a_tensor_of_their_kind()
    {
        using var scope = NewDisposeScope();
        var floats = ones(2);
        var integers = ones(2, dtype: ScalarType.Int32);
        Assert.Equal(ScalarType.Float32, (floats + 1.5).dtype);
        Assert.Equal(ScalarType.Float32, (2.5 - floats).dtype);
        Assert.Equal(ScalarType.Float32, (2.5 / floats).dtype);
        Assert.Equal(ScalarType.Int32, (integers + 1).dtype);
        Assert.Equal(ScalarType.Int32, (5 - integers).dtype);
        Assert.Equal(ScalarType.Float32, (integers + 0.5).dtype);
        Assert.Equal(ScalarType.Float32, (integers / 2).dtype);
        Assert.Equal(ScalarType.Float32, (5 / integers).dtype);
        Assert.Equal(ScalarType.Float32, (0.5 / integers).dtype);
        Assert.Equal([2.5, 2.5], Numbers.Of(5 / (integers + 1)));
    }

#if !TORCHSHARP_PACKAGE
    [Fact]
    public void A_number_divided_by_a_tensor_is_one_division()
    {
        using var scope = NewDisposeScope();
        var divisors = Enumerable.Range(1, 200).Select(k => k / 7.0).ToArray();
        Assert.Equal(divisors.Select(divisor => 3 / divisor), Numbers.Of(3 / tensor(divisors)));
        var floats = divisors.Select(divisor => (float)divisor).ToArray();
        Assert.Equal(floats.Select(divisor => (double)(0.7f / divisor)), Numbers.Of(0.7f / tensor(floats)));
        Assert.Equal(Enumerable.Range(1, 50).Select(k => (double)(49f / k)), Numbers.Of(49 / arange(1, 51)));
        var x = tensor(new[] { 2.0, 4 }, requires_grad: true);
        (8 / x).sum().backward();
        Assert.Equal([-2, -0.5], Numbers.Of(x.grad!)); // d(8/x) = -8/x^2
    }
#endif

    [Fact]
    public void Division_rounds_as_it_is_told()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new[] { 7.0, -7, 8, -8 });
        Assert.Equal([3.5, -3.5, 4, -4], Numbers.Of(t.div(2)));
        Assert.Equal([3, -4, 4, -4], Numbers.Of(t.div(2, RoundingMode.floor)));
        Assert.Equal([3, -3, 4, -4], Numbers.Of(t.div(2, RoundingMode.trunc)));
        var divisor = tensor(new[] { 2L, 2, 3, 3 });
        Assert.Equal([3, -4, 2, -3], Numbers.Of(t.to(ScalarType.Int64).div(divisor, RoundingMode.floor)));
        Assert.Equal([1, 1], Numbers.Of(tensor(new[] { 7, -2 }) % 3));
    }

    [Fact]
    public void Clamp_holds_elements_between_bounds()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new[] { -2.0, 0.5, 3 });
        Assert.Equal([-1, 0.5, 1], Numbers.Of(t.clamp(-1, 1)));
        Assert.Equal([0, 0.5, 3], Numbers.Of(t.clamp(min: 0)));
        Assert.Equal([-2, 0.5, 2], Numbers.Of(t.clamp_max(2)));
        Assert.Equal([-2, 1, 3], Numbers.Of(t.clamp(tensor(new[] { -5.0, 1, 1 }), tensor(new[] { 5.0, 5, 5 }))));
    }

    [Fact]
    public void Comparisons_are_elementwise_on_either_side()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new[] { 1.0, 2, 3 });
        Assert.Equal([0, 0, 1], Numbers.Of(t > 2));
        Assert.Equal([0, 1, 1], Numbers.Of(t >= 2));
        Assert.Equal([1, 0, 0], Numbers.Of(t < 2));
        Assert.Equal([1, 1, 0], Numbers.Of(t <= 2));
        Assert.Equal([0, 1, 0], Numbers.Of(t == 2));
        Assert.Equal([1, 0, 1], Numbers.Of(t != 2));
        Assert.Equal([0, 0, 1], Numbers.Of((Scalar)2 < t));
        Assert.Equal([1, 0, 0], Numbers.Of((Scalar)2 > t));
        Assert.Equal(ScalarType.Bool, (t > 2).dtype);
        Assert.Equal([1, 1, 0], Numbers.Of(t.eq(tensor(new[] { 1.0, 2, 4 }))));
        Assert.Equal([0, 1, 0], Numbers.Of((t > 1) & (t < 3)));
        Assert.Equal([1, 0, 1], Numbers.Of(~(t == 2)));
    }

    [Fact]
    public void Functions_agree_with_those_of_the_system()
    {
        using var scope = NewDisposeScope();
        double[] x = [0.1, 0.5, 1.75, 3];
        var t = tensor(x);
        (Func<Tensor, Tensor> Ours, Func<double, double> Theirs)[] pairs =
        [
            (v => v.exp(), Math.Exp), (v => v.log(), Math.Log), (v => v.sqrt(), Math.Sqrt), (v => v.sin(), Math.Sin), (v => v.cos(), Math.Cos),
            (v => v.tanh(), Math.Tanh), (v => v.pow(1.5), y => Math.Pow(y, 1.5)), (v => v.abs(), Math.Abs), (v => v.floor(), Math.Floor),
            (v => v.log10(), Math.Log10), (v => v.log1p(), y => Math.Log(1 + y)), (v => v.sigmoid(), y => 1 / (1 + Math.Exp(-y))),
            (v => v.square(), y => y * y), (v => v.reciprocal(), y => 1 / y),
        ];
        foreach (var (ours, theirs) in pairs)
            Numbers.AssertClose([.. x.Select(theirs)], Numbers.Of(ours(t)), 1e-13);
    }

    [Fact]
    public void Shapes_are_stretched_to_fit()
    {
        using var scope = NewDisposeScope();
        var rows = tensor(new[] { 1.0, 2 }).unsqueeze(1);
        var columns = tensor(new[] { 10.0, 20, 30 });
        Assert.Equal([11, 21, 31, 12, 22, 32], Numbers.Of(rows + columns));
    }
}
