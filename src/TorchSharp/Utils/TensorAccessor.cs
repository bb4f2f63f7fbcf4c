using System.Collections;
using System.Runtime.CompilerServices;
using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>
/// The elements of a CPU tensor, read and written in place, in logical (row-major) order whatever the strides.
/// It holds a reference of its own, so that the memory outlives the tensor it came from; dispose it.
/// </summary>
public sealed unsafe class TensorAccessor<T> : IEnumerable<T>, IDisposable
    where T : unmanaged
{
    private readonly Tensor tensor;
    private readonly T* first;
    private readonly long[] shape;
    private readonly long[] strides;
    private readonly bool contiguous;

    internal TensorAccessor(Tensor source)
    {
        if (source.device_type != DeviceType.CPU)
            throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
        tensor = source.alias().DetachFromDisposeScope();
        first = (T*)NativeMethods.ts_tensor_data(tensor.Handle);
        shape = tensor.shape;
        strides = tensor.stride();
        contiguous = tensor.is_contiguous();
        Count = tensor.NumberOfElements;
    }

    public long Count { get; }

    public bool IsReadOnly => false;

    public T this[params long[] indices]
    {
        get => *At(indices);
        set => *At(indices) = value;
    }

    public static bool operator ==(TensorAccessor<T> left, TensorAccessor<T> right) => left.Equals(right);

    public static bool operator !=(TensorAccessor<T> left, TensorAccessor<T> right) => !(left == right);

    public T[] ToArray()
    {
        var array = new T[Count];
        CopyTo(array.AsSpan());
        return array;
    }

    /// <summary>An array with one dimension for each of the tensor's.</summary>
    public Array ToNDArray()
    {
        if (shape.Length == 0)
            return new T[] { *first };
        var array = Array.CreateInstance(typeof(T), shape);
        var flat = ToArray();
        if (flat.Length > 0)
            fixed (T* source = flat)
                Buffer.MemoryCopy(source, Unsafe.AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(array)), flat.LongLength * sizeof(T), flat.LongLength * sizeof(T));
        return array;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var count = (int)Math.Min(Count - tensorIndex, array.Length - arrayIndex);
        if (contiguous)
        {
            new ReadOnlySpan<T>(first + tensorIndex, count).CopyTo(array[arrayIndex..]);
            return;
        }

        for (var k = 0; k < count; k++)
            array[arrayIndex + k] = *AtOffset(tensorIndex + k);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var count = (int)Math.Min(Count - tensorIndex, array.Length - arrayIndex);
        if (contiguous)
        {
            array.Slice(arrayIndex, count).CopyTo(new Span<T>(first + tensorIndex, count));
            return;
        }

        for (var k = 0; k < count; k++)
            *AtOffset(tensorIndex + k) = array[arrayIndex + k];
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (long k = 0; k < Count; k++)
            yield return Element(k);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

#nullable disable // as the official signature
    public override bool Equals(object obj) =>
        obj is TensorAccessor<T> other && Count == other.Count && this.SequenceEqual(other);
#nullable restore

    public override int GetHashCode() => tensor.GetHashCode();

    public void Dispose()
    {
        if (!tensor.IsInvalid)
            ExposedMemory.Note(tensor);
        tensor.Dispose();
    }

    private T Element(long index) => *AtOffset(index);

    private T* At(long[] indices)
    {
        if (indices.Length == 1 && shape.Length != 1)
            return AtOffset(indices[0]);
        if (indices.Length != shape.Length)
            throw new ArgumentException($"{indices.Length} indices for {shape.Length} dimensions", nameof(indices));
        long offset = 0;
        for (var k = 0; k < indices.Length; k++)
        {
            if (indices[k] < 0 || indices[k] >= shape[k])
                throw new IndexOutOfRangeException($"{indices[k]} is outside dimension {k} of length {shape[k]}");
            offset += indices[k] * strides[k];
        }

        return first + offset;
    }

    private T* AtOffset(long index)
    {
        if (index < 0 || index >= Count)
            throw new IndexOutOfRangeException($"{index} is outside a tensor of {Count} elements");
        if (contiguous)
            return first + index;
        long offset = 0;
        for (var k = shape.Length - 1; k >= 0; k--)
        {
            offset += index % shape[k] * strides[k];
            index /= shape[k];
        }

        return first + offset;
    }
}
