using System.Collections.Concurrent;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>
/// Tells what is derived from a tensor's memory (a prepacked convolution) that the memory was handed out as bytes or as an accessor, and may
/// have been written: libtorch's version counts only see writes through operators. Memory is named by its storage's first byte, so that
/// views count as well.
/// </summary>
internal static class ExposedMemory
{
    private static readonly ConcurrentDictionary<nint, long> Watched = new();

    /// <summary>How often the memory was handed out since it is watched; starts watching.</summary>
    internal static long Count(Tensor tensor) => Watched.GetOrAdd(Storage(tensor), 0);

    /// <summary>To be called when a tensor's memory is handed out.</summary>
    internal static void Note(Tensor tensor)
    {
        if (Watched.IsEmpty)
            return;
        var storage = Storage(tensor);
        if (Watched.TryGetValue(storage, out var count))
            Watched.TryUpdate(storage, count + 1, count);
    }

    private static nint Storage(Tensor tensor) =>
        NativeMethods.ts_tensor_data(tensor.Handle) - (nint)(tensor.storage_offset() * tensor.ElementSize);
}
