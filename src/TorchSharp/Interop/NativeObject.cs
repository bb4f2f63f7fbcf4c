using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>A result that is neither a tensor nor a number: a custom class of libtorch, such as a prepacked convolution.</summary>
internal sealed class NativeObject : SafeHandle
{
    internal NativeObject(nint handle)
        : base(0, ownsHandle: true) => SetHandle(handle);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeMethods.ts_object_free(handle);
        return true;
    }
}
