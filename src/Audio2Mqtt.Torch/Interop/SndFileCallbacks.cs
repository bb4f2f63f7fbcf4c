using System.Runtime.InteropServices;

namespace Audio2Mqtt.Torch.Interop;

/// <summary><c>SF_VIRTUAL_IO</c>: the five functions through which libsndfile reads what is not a file.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SndFileCallbacks
{
    internal delegate* unmanaged<nint, long> GetLength;
    internal delegate* unmanaged<long, int, nint, long> Seek;
    internal delegate* unmanaged<void*, long, nint, long> Read;
    internal delegate* unmanaged<void*, long, nint, long> Write;
    internal delegate* unmanaged<nint, long> Tell;
}
