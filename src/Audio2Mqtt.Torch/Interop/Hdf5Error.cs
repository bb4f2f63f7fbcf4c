using System.Runtime.InteropServices;

namespace Audio2Mqtt.Torch.Interop;

/// <summary><c>H5E_error2_t</c>: one frame of libhdf5's error stack.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct Hdf5Error
{
    public readonly long ClassId;
    public readonly long MajorId;
    public readonly long MinorId;
    public readonly uint Line;
    public readonly nint Function;
    public readonly nint File;
    public readonly nint Description;
}
