using Xunit;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Numerics;

public sealed class SelectionTests
{
    [Fact]
    public void Topk_gives_the_largest_or_the_smallest_and_where_they_stood()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new[] { 3.0, 9, 1, 7, 5, 8, 2, 6 }, [2, 4]);
        var (values, indexes) = t.topk(2);
        Assert.Equal([9, 7, 8, 6], Numbers.Of(values));
        Assert.Equal([1, 3, 1, 3], Numbers.Of(indexes));
        Assert.Equal(ScalarType.Int64, indexes.dtype);
        var (smallest, _) = t.topk(1, dim: 0, largest: false);
        Assert.Equal([3, 8, 1, 6], Numbers.Of(smallest));
    }

    [Fact]
    public void Sort_argsort_and_argmax_agree_with_an_ordering_in_plain_code()
    {
        using var scope = NewDisposeScope();
        var numbers = Numbers.Any(50, seed: 5);
        var t = tensor(numbers);
        var (values, indices) = t.sort();
        Assert.Equal(numbers.Order(), Numbers.Of(values));
        var order = Enumerable.Range(0, 50).OrderBy(k => numbers[k]).Select(k => (double)k).ToArray();
        Assert.Equal(order, Numbers.Of(indices));
        Assert.Equal(order.Reverse(), Numbers.Of(t.argsort(descending: true)));
        Assert.Equal((long)order[^1], t.argmax().item<long>());
        Assert.Equal((long)order[0], t.argmin().item<long>());
    }

    [Fact]
    public void Extrema_along_a_dimension_come_with_their_places()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new[] { 1.0, 5, 3, 4, 2, 6 }, [2, 3]);
        var (values, indexes) = t.max(1);
        Assert.Equal([5, 6], Numbers.Of(values));
        Assert.Equal([1, 2], Numbers.Of(indexes));
        var (low, _) = t.min(0);
        Assert.Equal([1, 2, 3], Numbers.Of(low));
        Assert.Equal([1, 2], Numbers.Of(t.argmax(1)));
        Assert.Equal([2, 1], t.argmax(1, keepdim: true).shape);
    }

    [Fact]
    public void Gather_and_scatter_are_each_others_inverse_over_a_permutation()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new[] { 10.0, 11, 12, 20, 21, 22 }, [2, 3]);
        var index = tensor(new long[] { 2, 0, 1, 1, 2, 0 }, [2, 3]);
        var gathered = t.gather(1, index);
        Assert.Equal([12, 10, 11, 21, 22, 20], Numbers.Of(gathered));
        Assert.Equal(Numbers.Of(t), Numbers.Of(zeros_like(t).scatter(1, index, gathered)));
        Assert.Equal([2, 1, 0], Numbers.Of(zeros(3, dtype: ScalarType.Float64).scatter_add(0, tensor(new long[] { 0, 1, 0 }), ones(3, dtype: ScalarType.Float64))));
    }

    [Fact]
    public void Rows_are_selected_by_index_and_elements_by_mask()
    {
        using var scope = NewDisposeScope();
        var t = arange(6, dtype: ScalarType.Float64).reshape(3, 2);
        Assert.Equal([4, 5, 0, 1, 4, 5], Numbers.Of(t.index_select(0, tensor(new long[] { 2, 0, 2 }))));
        Assert.Equal([0, 1, 2, -1, -1, -1], Numbers.Of(t.masked_fill(t > 2, -1)));
        Assert.Equal([3, 4, 5], Numbers.Of(t.masked_select(t > 2)));
        Assert.Equal([3, 4, 5], Numbers.Of(t[t > 2]));
    }

    [Fact]
    public void Where_takes_from_the_first_where_the_condition_holds()
    {
        using var scope = NewDisposeScope();
        var condition = tensor(new[] { true, false, true });
        var (x, y) = (tensor(new[] { 1.0, 2, 3 }), tensor(new[] { -1.0, -2, -3 }));
        Assert.Equal([1, -2, 3], Numbers.Of(where(condition, x, y)));
        Assert.Equal([1, -2, 3], Numbers.Of(x.where(condition, y)));
    }

    [Fact]
    public void Parts_joined_are_the_whole_again()
    {
        using var scope = NewDisposeScope();
        var t = arange(24, dtype: ScalarType.Float64).reshape(4, 6);
        foreach (var parts in new[] { t.chunk(3, 1), t.split(4, 1), t.split([1, 2, 3], 1), t.tensor_split(4, 1) })
            Assert.Equal(Numbers.Of(t), Numbers.Of(cat(parts, 1)));
        Assert.Equal([2, 2, 2], t.chunk(3, 1).Select(part => part.shape[1]));
        Assert.Equal([4, 2], t.split(4, 1).Select(part => part.shape[1]));
        Assert.Equal([1, 2, 3], t.split([1, 2, 3], 1).Select(part => part.shape[1]));
        Assert.Equal(Numbers.Of(t), Numbers.Of(stack(t.unbind())));
        Assert.Equal([6, 4], stack(t.unbind(), 1).shape);
        Assert.Equal([4, 12], cat([t, t], -1).shape);
    }

    [Fact]
    public void A_join_of_a_hundred_parts_keeps_their_order()
    {
        using var scope = NewDisposeScope();
        var parts = Enumerable.Range(0, 100).Select(k => full([2], k, dtype: ScalarType.Int64)).ToArray();
        Assert.Equal(Enumerable.Range(0, 100).SelectMany(k => new double[] { k, k }), Numbers.Of(cat(parts)));
    }
}
