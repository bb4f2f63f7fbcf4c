using System.Numerics;
using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    // How the factories make their tensors. ATen's factory operators end with dtype, layout, device, pin_memory.
    private static Tensor MakeZeros(long[] size, ScalarType? dtype, Device? device, bool requires_grad) =>
        Finish(Aten.Call("zeros", size, dtype ?? defaultType, Arg.None, device), requires_grad);

    private static Tensor MakeOnes(long[] size, ScalarType? dtype, Device? device, bool requires_grad) =>
        Finish(Aten.Call("ones", size, dtype ?? defaultType, Arg.None, device), requires_grad);

    private static Tensor MakeEmpty(long[] size, ScalarType? dtype, Device? device, bool requires_grad) =>
        Finish(Aten.Call("empty.memory_format", size, dtype ?? defaultType, Arg.None, device), requires_grad);

    private static Tensor MakeFull(long[] size, Scalar value, ScalarType? dtype, Device? device, bool requires_grad) =>
        Finish(Aten.Call("full", size, value, dtype ?? DefaultTypeOf(value), Arg.None, device), requires_grad);

    private static Tensor MakeRand(long[] size, ScalarType? dtype, Device? device, bool requires_grad, Generator? generator) =>
        Finish(Aten.Call("rand.generator", size, generator, dtype ?? defaultType, Arg.None, device), requires_grad);

    private static Tensor MakeRandn(long[] size, ScalarType? dtype, Device? device, bool requires_grad, Generator? generator) =>
        Finish(Aten.Call("randn.generator", size, generator, dtype ?? defaultType, Arg.None, device), requires_grad);

    private static ScalarType DefaultTypeOf(Scalar value) => value.Type switch
    {
        ScalarType.Float64 => defaultType,
        ScalarType.ComplexFloat64 => ScalarType.ComplexFloat32,
        var other => other,
    };

    private static Tensor Finish(Tensor tensor, bool requires_grad) => requires_grad ? tensor.requires_grad_() : tensor;

    private static unsafe Tensor Copy<T>(ReadOnlySpan<T> values, long[] dimensions, ScalarType? dtype, Device? device, bool requires_grad)
        where T : unmanaged
    {
        if (dimensions.Aggregate(1L, (product, length) => product * length) != values.Length)
            throw new ArgumentException($"mismatched total size creating a tensor from an array: {values.Length} values for [{string.Join(", ", dimensions)}]");
        var made = MakeEmpty(dimensions, Tensor.TypeOf<T>(), null, false);
        values.CopyTo(new Span<T>((void*)NativeMethods.ts_tensor_data(made.Handle), values.Length));
        // A conversion that changes nothing returns the very tensor, and disposeAfter then keeps it.
        return Finish(made.to(dtype ?? made.dtype, device ?? CPU, disposeAfter: true), requires_grad);
    }

    private static (float, float)[] Pairs(IList<(float, float)> values) => values as (float, float)[] ?? [.. values];

    private static T[] Flat<T>(Array array)
    {
        var flat = new T[array.Length];
        var k = 0;
        foreach (T value in array)
            flat[k++] = value;
        return flat;
    }

    private static long[] Lengths(Array array)
    {
        var lengths = new long[array.Rank];
        for (var k = 0; k < lengths.Length; k++)
            lengths[k] = array.GetLongLength(k);
        return lengths;
    }

    /// <summary>A tensor over a pinned array; the pin is let go when libtorch frees the storage, on whatever thread.</summary>
    private static unsafe Tensor Share(Array array, ScalarType type, long elementOffset, long[] dimensions)
    {
        var pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        var first = (nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
        fixed (long* sizes = dimensions)
        {
            if (NativeMethods.ts_from_blob(first + (nint)(elementOffset * type.ElementSize()), sizes, dimensions.Length, (long)type, &Unpin, GCHandle.ToIntPtr(pin), out var native) == 0)
                return Tensor.Take(native);
        }

        pin.Free();
        NativeMethods.Check(1);
        return null!;
    }

    [UnmanagedCallersOnly]
    private static void Unpin(nint context) => GCHandle.FromIntPtr(context).Free();

    private static ScalarType TypeOfElements(Array array) => array.GetType().GetElementType() switch
    {
        var t when t == typeof(byte) => ScalarType.Byte,
        var t when t == typeof(sbyte) => ScalarType.Int8,
        var t when t == typeof(short) => ScalarType.Int16,
        var t when t == typeof(int) => ScalarType.Int32,
        var t when t == typeof(long) => ScalarType.Int64,
        var t when t == typeof(Half) => ScalarType.Float16,
        var t when t == typeof(float) => ScalarType.Float32,
        var t when t == typeof(double) => ScalarType.Float64,
        var t when t == typeof(bool) => ScalarType.Bool,
        var t when t == typeof((float, float)) => ScalarType.ComplexFloat32,
        var t when t == typeof(Complex) => ScalarType.ComplexFloat64,
        var t => throw new ArgumentException($"tensors hold no {t?.Name}", nameof(array)),
    };
}
