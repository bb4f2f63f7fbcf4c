using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>The entry points of native/torchsharp_system.cpp. Those returning <c>int</c> answer 0, or 1 with the text in <see cref="ts_error"/>.</summary>
internal static unsafe partial class NativeMethods
{
    private const string Library = "torchsharp_system";

    [LibraryImport(Library)]
    internal static partial byte* ts_error();

    [LibraryImport(Library)]
    internal static partial byte* ts_version();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint ts_find(string name, string overload);

    [LibraryImport(Library)]
    internal static partial int ts_call(nint op, NativeValue* args, long count, out NativeValue* results, out long resultCount);

    [LibraryImport(Library)]
    internal static partial void ts_object_free(nint handle);

    [LibraryImport(Library)]
    internal static partial void ts_tensor_free(nint handle);

    [LibraryImport(Library)]
    internal static partial int ts_tensor_info(nint handle, long* info, long* sizes, long* strides, long room);

    [LibraryImport(Library)]
    internal static partial long ts_tensor_ask(nint handle, Question question);

    [LibraryImport(Library)]
    internal static partial nint ts_tensor_data(nint handle);

    [LibraryImport(Library)]
    internal static partial int ts_from_blob(nint data, long* sizes, long rank, long dtype, delegate* unmanaged<nint, void> done, nint context, out nint handle);

    [LibraryImport(Library)]
    internal static partial int ts_set_requires_grad(nint handle, long value);

    [LibraryImport(Library)]
    internal static partial int ts_grad(nint handle, out nint grad);

    [LibraryImport(Library)]
    internal static partial int ts_set_grad(nint handle, nint grad);

    [LibraryImport(Library)]
    internal static partial int ts_set_data(nint handle, nint source);

    [LibraryImport(Library)]
    internal static partial int ts_backward(nint* roots, long count, nint* gradients, long retainGraph, long createGraph, nint* inputs, long inputCount);

    [LibraryImport(Library)]
    internal static partial int ts_autograd_grad(
        nint* roots, long count, nint* inputs, long inputCount, nint* gradients, long retainGraph, long createGraph, long allowUnused,
        out NativeValue* results, out long resultCount);

    [LibraryImport(Library)]
    internal static partial long ts_grad_enabled();

    [LibraryImport(Library)]
    internal static partial void ts_set_grad_enabled(long value);

    [LibraryImport(Library)]
    internal static partial long ts_inference_enabled();

    [LibraryImport(Library)]
    internal static partial nint ts_inference_enter(long value);

    [LibraryImport(Library)]
    internal static partial void ts_inference_leave(nint guard);

    [LibraryImport(Library)]
    internal static partial long ts_get_num_threads();

    [LibraryImport(Library)]
    internal static partial int ts_set_num_threads(long count);

    [LibraryImport(Library)]
    internal static partial long ts_get_num_interop_threads();

    [LibraryImport(Library)]
    internal static partial int ts_set_num_interop_threads(long count);

    [LibraryImport(Library)]
    internal static partial long ts_cuda_device_count();

    [LibraryImport(Library)]
    internal static partial long ts_cudnn_available();

    [LibraryImport(Library)]
    internal static partial int ts_cuda_synchronize(long index);

    [LibraryImport(Library)]
    internal static partial int ts_manual_seed(long seed);

    [LibraryImport(Library)]
    internal static partial int ts_generator(long useDefault, long seed, long deviceType, long deviceIndex, out nint generator);

    [LibraryImport(Library)]
    internal static partial void ts_generator_free(nint generator);

    [LibraryImport(Library)]
    internal static partial int ts_generator_seed(nint generator, long seed);

    [LibraryImport(Library)]
    internal static partial long ts_generator_initial_seed(nint generator);

    [LibraryImport(Library)]
    internal static partial int ts_generator_get_state(nint generator, out nint state);

    [LibraryImport(Library)]
    internal static partial int ts_generator_set_state(nint generator, nint state);

    /// <summary>Turns a failed call into the exception that official TorchSharp throws.</summary>
    internal static void Check(int failed)
    {
        if (failed != 0)
            throw new ExternalException(Marshal.PtrToStringUTF8((nint)ts_error()));
    }
}

/// <summary>What <see cref="NativeMethods.ts_tensor_ask"/> answers; mirrors the enum of the same name in the shim.</summary>
internal enum Question : long
{
    IsContiguous,
    IsContiguousChannelsLast,
    RequiresGrad,
    IsLeaf,
    IsInference,
    IsSparse,
    ElementSize,
    StorageOffset,
    Version,
}
