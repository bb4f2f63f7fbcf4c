using System.Runtime.InteropServices;
using Xunit;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Core;

public sealed class TensorTests
{
    [Fact]
    public void A_tensor_of_an_array_is_a_copy_and_from_array_shares()
    {
        float[] values = [1, 2, 3, 4];
        using var copied = tensor(values, [2, 2]);
        using var shared = from_array(values);
        values[0] = 10;
        Assert.Equal(1f, copied[0, 0].item<float>());
        Assert.Equal(10f, shared[0].item<float>());
        Assert.Equal([2, 2], copied.shape);
        Assert.Equal(ScalarType.Float32, copied.dtype);
    }

    [Fact]
    public void Indexing_takes_numbers_slices_ellipsis_new_axes_and_masks()
    {
        using var scope = NewDisposeScope();
        var t = arange(24, dtype: ScalarType.Float32).reshape(2, 3, 4);
        Assert.Equal(17f, t[1, 1, 1].item<float>());
        Assert.Equal([2, 3], t[TensorIndex.Ellipsis, 0].shape);
        Assert.Equal([1, 2, 3, 2], t[TensorIndex.None, TensorIndex.Ellipsis, TensorIndex.Slice(0, 4, 2)].shape);
        Assert.Equal(new float[] { 4, 5, 6, 7 }, t[0, 1].data<float>().ToArray());
        Assert.Equal(new float[] { 20, 21, 22, 23 }, t[t > 19].data<float>().ToArray());
        t[1, TensorIndex.Slice(1, 3)] = zeros(2, 4);
        Assert.Equal(0f, t[1, 1].sum().item<float>());
        Assert.Equal([3, 2], t[^1, .., (1, 3)].shape);
    }

    [Fact]
    public void Transposed_data_is_read_in_logical_order()
    {
        using var t = tensor(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        using var turned = t.t();
        using var data = turned.data<float>();
        Assert.Equal(new float[] { 1, 4, 2, 5, 3, 6 }, data.ToArray());
        Assert.Equal(6f, data[2, 1]);
        Assert.Throws<InvalidOperationException>(() => turned.bytes.Length);
    }

    [Fact]
    public void Errors_of_libtorch_arrive_with_their_text()
    {
        using var a = zeros(2, 3);
        using var b = zeros(4, 5);
        var error = Assert.Throws<ExternalException>(() => a.matmul(b));
        Assert.Contains("mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disposed_tensor_throws()
    {
        var t = zeros(2);
        t.Dispose();
        Assert.True(t.IsInvalid);
        Assert.Throws<InvalidOperationException>(() => t.add(1));
        Assert.Throws<InvalidOperationException>(() => t.shape);
        t.Dispose();
    }

    [Fact]
    public void A_wrong_type_is_refused_and_nothing_converts_silently()
    {
        using var t = tensor(1.5f);
        Assert.Throws<ArgumentException>(() => t.item<double>());
        Assert.Throws<ArgumentException>(() => t.data<int>());
        Assert.Equal(1.5, t.ToDouble());
        using var two = zeros(2);
        Assert.Throws<ArgumentException>(() => two.item<float>());
    }

    [Fact]
    public void A_scope_disposes_what_was_made_in_it_and_lets_results_out()
    {
        // The thread's own count, which finalizers of other tests' tensors do not change.
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        Tensor kept;
        using (NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                var a = ones(3);
                kept = (a + 1).MoveToOuterDisposeScope();
            }

            Assert.False(kept.IsInvalid);
            kept.DetachFromDisposeScope();
        }

        using (var sum = kept.sum())
            Assert.Equal(6f, sum.item<float>());
        kept.Dispose();
        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Gradients_agree_with_a_hand_worked_derivative()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1.0, 2.0, 3.0 }, requires_grad: true);
        var y = (x * x * x).sum();
        y.backward();
        Assert.Equal([3.0, 12.0, 27.0], x.grad!.data<double>().ToArray());
        using (no_grad())
            Assert.False((x * 2).requires_grad);
        var twice = autograd.grad([(x * x).sum()], [x]);
        Assert.Equal([2.0, 4.0, 6.0], twice[0].data<double>().ToArray());
    }

    [Fact]
    public void A_conversion_that_changes_nothing_is_a_tensor_of_its_own_over_the_same_memory()
    {
        using var t = ones(2);
        using (var same = t.to(ScalarType.Float32))
            same.add_(1);
        Assert.Equal([2f, 2f], t.data<float>().ToArray());
        using var copied = t.to(ScalarType.Float32, copy: true);
        copied.add_(1);
        Assert.Equal(2f, t[0].item<float>());
    }

    [Fact]
    public void In_place_operators_return_the_tensor_itself()
    {
        using var t = ones(2);
        Assert.Same(t, t.add_(1));
        Assert.Equal(2f, t[0].item<float>());
    }
}
