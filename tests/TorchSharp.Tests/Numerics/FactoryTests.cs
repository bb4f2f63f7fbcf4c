using Xunit;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Numerics;

public sealed class FactoryTests
{
    [Fact]
    public void Ranges_and_grids_hold_what_their_bounds_say()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([0, 1, 2, 3], Numbers.Of(arange(4)));
        Assert.Equal(ScalarType.Int64, arange(4).dtype);
        Assert.Equal([2, 5, 8], Numbers.Of(arange(2, 10, 3)));
        Assert.Equal(ScalarType.Float32, arange(0.0, 1.0, 0.25).dtype);
        Assert.Equal([0, 0.25, 0.5, 0.75], Numbers.Of(arange(0.0, 1.0, 0.25)));
        Numbers.AssertClose([-1, -0.5, 0, 0.5, 1], Numbers.Of(linspace(-1, 1, 5, dtype: ScalarType.Float64)), 1e-15);
        Assert.Equal([1, 0, 0, 0, 1, 0], Numbers.Of(eye(2, 3)));
        Assert.Equal([3, 3], eye(3).shape);
        Assert.Equal([7, 7, 7, 7], Numbers.Of(full([2, 2], 7)));
        Assert.Equal([1, 0, 3, 4], Numbers.Of(tensor(new[] { 1.0, 2, 3, 4 }, [2, 2]).tril()));
    }

    [Fact]
    public void Values_decide_the_type_unless_it_is_named()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(ScalarType.Float32, zeros(2).dtype);
        Assert.Equal(ScalarType.Float64, tensor(new[] { 1.0 }).dtype);
        Assert.Equal(ScalarType.Int32, tensor(new[] { 1 }).dtype);
        Assert.Equal(ScalarType.Int64, tensor(new[] { 1L }).dtype);
        Assert.Equal(ScalarType.Bool, tensor(new[] { true }).dtype);
        Assert.Equal(ScalarType.Byte, tensor(new byte[] { 1 }).dtype);
        Assert.Equal(ScalarType.Float16, tensor(new[] { 1, 2 }, dtype: ScalarType.Float16).dtype);
        Assert.Equal(ScalarType.Float64, zeros_like(tensor(new[] { 1.0 })).dtype);
    }

    [Fact]
    public void Conversions_cut_and_round_as_casts_do()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new[] { -1.75, 0, 2.5 });
        Assert.Equal([-1, 0, 2], Numbers.Of(t.to(ScalarType.Int32)));
        Assert.Equal([1, 0, 1], Numbers.Of(t.to(ScalarType.Bool)));
        Assert.Equal((double)(float)0.1, Numbers.Of(tensor(new[] { 0.1 }).to(ScalarType.Float32))[0]);
        Assert.Equal((double)(Half)0.1, Numbers.Of(tensor(new[] { 0.1 }).to(ScalarType.Float16))[0]);
        Assert.Equal(ScalarType.Float64, tensor(new[] { 1f }).type_as(t).dtype);
    }

    [Fact]
    public void One_element_comes_out_in_the_wanted_type()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(1.5f, tensor(1.5f).item<float>());
        Assert.Equal(3L, tensor(3L).item<long>());
        Assert.True(tensor(true).item<bool>());
        Assert.Equal(2.5f, tensor(2.5).ToSingle());
        Assert.Equal(2.5, tensor(2.5f).ToDouble());
        Assert.Equal(3L, tensor(3).ToInt64());
        Assert.Equal(3, tensor(3L).ToInt32());
        Assert.True(tensor(1).ToBoolean());
        Assert.Equal(4f, tensor(new[] { 4f }, [1, 1]).item<float>());
        Assert.Throws<ArgumentException>(() => tensor(1).item<long>());
    }

    [Fact]
    public void Numbers_become_tensors_by_themselves_and_tensors_numbers_by_a_cast()
    {
        using var scope = NewDisposeScope();
        Tensor five = 5;
        Tensor half = 0.5f;
        Tensor list = new[] { 1.0, 2.0 };
        Assert.Equal(ScalarType.Int32, five.dtype);
        Assert.Equal(ScalarType.Float32, half.dtype);
        Assert.Equal([2], list.shape);
        Assert.Equal(0, five.dim());
        Assert.Equal(0.5f, (float)half);
        Assert.Equal(5L, (long)five);
        Assert.Equal(5, (int)five);
        Assert.True((bool)(five > 4));
    }

    [Fact]
    public void A_mismatched_count_of_values_is_refused() =>
        Assert.ThrowsAny<Exception>(() => tensor(new[] { 1.0, 2, 3 }, [2, 2]));
}
