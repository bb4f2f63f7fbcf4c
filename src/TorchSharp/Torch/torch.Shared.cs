namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor that shares the array's memory (pinned while the tensor lives), whatever the array's rank.</summary>
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    /// <summary>A tensor that shares the array's memory, unless a type or a device asks for a copy.</summary>
    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        var shared = Share(rawArray, TypeOfElements(rawArray), 0, Lengths(rawArray));
        return Finish(shared.to(dtype ?? shared.dtype, device ?? CPU, disposeAfter: true), requires_grad);
    }

    /// <summary>A one-dimensional tensor that shares the memory of a one-dimensional array, or a stretch of it (in elements).</summary>
    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        if (rawArray.Rank != 1)
            throw new ArgumentException("a buffer has one dimension", nameof(rawArray));
        if (offset < 0 || offset >= rawArray.LongLength)
            throw new ArgumentException($"offset {offset} is outside a buffer of {rawArray.LongLength} elements", nameof(offset));
        if (count < 0)
            count = rawArray.LongLength - offset;
        if (count == 0 || offset + count > rawArray.LongLength)
            throw new ArgumentException($"{count} elements from {offset} are not in a buffer of {rawArray.LongLength}", nameof(count));
        var type = TypeOfElements(rawArray);
        return Finish(Share(rawArray, type, offset, [count]).to(dtype, disposeAfter: true), requires_grad);
    }
}
