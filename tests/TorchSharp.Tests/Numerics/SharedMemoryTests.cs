using System.Runtime.CompilerServices;
using Xunit;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Numerics;

public sealed class SharedMemoryTests
{
    [Fact]
    public void A_tensor_over_an_array_sees_its_changes_and_the_array_the_tensors()
    {
        float[] array = [1, 2, 3, 4];
        using var shared = from_array(array);
        array[0] = 10;
        Assert.Equal([10, 2, 3, 4], Numbers.Of(shared));
        shared.mul_(2);
        Assert.Equal([20, 4, 6, 8], array);
    }

    [Fact]
    public void An_array_of_several_dimensions_keeps_its_shape()
    {
        using var shared = from_array(new[,] { { 1L, 2, 3 }, { 4, 5, 6 } });
        Assert.Equal([2, 3], shared.shape);
        Assert.Equal(ScalarType.Int64, shared.dtype);
        Assert.Equal([1, 2, 3, 4, 5, 6], Numbers.Of(shared));
    }

    [Fact]
    public void Tensor_copies_its_array()
    {
        float[] array = [1, 2];
        using var copied = tensor(array);
        array[0] = 5;
        Assert.Equal([1, 2], Numbers.Of(copied));
    }

    [Fact]
    public void The_array_stays_in_place_and_alive_while_a_view_of_it_lives()
    {
        var (view, array) = ViewOfAForgottenArray();
        for (var round = 0; round < 3; round++)
        {
            GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        Assert.True(array.IsAlive);
        Assert.Equal(Enumerable.Range(500, 100).Select(k => (double)k), Numbers.Of(view));
        view.Dispose();
        GC.KeepAlive(view);
    }

#if !TORCHSHARP_PACKAGE
    [Fact]
    public void A_buffer_may_begin_and_end_inside_the_array()
    {
        double[] array = [0, 1, 2, 3, 4, 5];
        using var part = frombuffer(array, ScalarType.Float64, count: 3, offset: 2);
        Assert.Equal([2, 3, 4], Numbers.Of(part));
        part.zero_();
        Assert.Equal([0, 1, 0, 0, 0, 5], array);
    }

    [Fact]
    public void The_array_is_let_go_with_the_last_tensor_over_it()
    {
        var (view, array) = ViewOfAForgottenArray();
        view.Dispose();
        Collect();
        Assert.False(array.IsAlive);
    }

    [Fact]
    public void The_finalizer_lets_go_what_nobody_disposed()
    {
        var array = ForgetTensorAndArray();
        Collect(); // the finalizer, on its own thread, frees the tensor, and libtorch calls back to unpin
        Collect();
        Assert.False(array.IsAlive);
    }

    private static void Collect()
    {
        GC.Collect(2, GCCollectionMode.Forced, blocking: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(2, GCCollectionMode.Forced, blocking: true);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference ForgetTensorAndArray() => ViewOfAForgottenArray().Array;
#endif

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (Tensor View, WeakReference Array) ViewOfAForgottenArray()
    {
        float[] array = [.. Enumerable.Range(0, 1000).Select(k => (float)k)];
        using var whole = from_array(array);
        return (whole.narrow(0, 500, 100), new WeakReference(array));
    }
}
