using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>The kind of a <see cref="NativeValue"/>; mirrors the shim's enum.</summary>
internal enum Tag : long
{
    None = 0,
    Tensor = 1,
    Int = 2,
    Double = 3,
    Bool = 4,
    IntList = 5,
    TensorList = 6,
    Device = 7,
    DoubleList = 8,
    OptionalTensorList = 9,
    String = 10,
    Generator = 11,
    Object = 12,
    Complex = 13,
}

/// <summary>One boxed argument or result as it crosses to the shim: 24 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeValue
{
    public Tag Tag;

    /// <summary>An integer, the bits of a double, or a pointer.</summary>
    public long Bits;

    /// <summary>A list's length, a device's index, or the bits of a complex number's imaginary part.</summary>
    public long Extra;

    public readonly double AsDouble => BitConverter.Int64BitsToDouble(Bits);
}
