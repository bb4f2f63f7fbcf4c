using System.Numerics;
using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A number as an operator's argument: an integer, a floating-point number, a bool or a complex number.</summary>
public sealed class Scalar : IDisposable
{
    private Scalar(Tag tag, long bits, ScalarType type, long extra = 0)
    {
        Tag = tag;
        Bits = bits;
        Extra = extra;
        Type = type;
    }

    public ScalarType Type { get; }

    internal Tag Tag { get; }

    internal long Bits { get; }

    internal long Extra { get; }

    internal double AsDouble => Tag == Tag.Double || Tag == Tag.Complex ? BitConverter.Int64BitsToDouble(Bits) : Bits;

    internal double AsImaginary => Tag == Tag.Complex ? BitConverter.Int64BitsToDouble(Extra) : 0;

    internal long AsInt64 => Tag == Tag.Double || Tag == Tag.Complex ? (long)AsDouble : Bits;

    public static implicit operator Scalar(byte value) => new(Tag.Int, value, ScalarType.Int64);

    public static implicit operator Scalar(sbyte value) => new(Tag.Int, value, ScalarType.Int64);

    public static implicit operator Scalar(short value) => new(Tag.Int, value, ScalarType.Int64);

    public static implicit operator Scalar(int value) => new(Tag.Int, value, ScalarType.Int64);

    public static implicit operator Scalar(long value) => new(Tag.Int, value, ScalarType.Int64);

    public static implicit operator Scalar(Half value) => FromDouble((double)value);

    public static implicit operator Scalar(float value) => FromDouble(value);

    public static implicit operator Scalar(double value) => FromDouble(value);

    public static implicit operator Scalar(bool value) => new(Tag.Bool, value ? 1 : 0, ScalarType.Bool);

    public static implicit operator Scalar((float, float) value) => new Complex(value.Item1, value.Item2);

    public static implicit operator Scalar(Complex value) =>
        new(Tag.Complex, BitConverter.DoubleToInt64Bits(value.Real), ScalarType.ComplexFloat64, BitConverter.DoubleToInt64Bits(value.Imaginary));

    /// <summary>Nothing native is held: the method is there because the official type has it.</summary>
    public void Dispose()
    {
    }

    internal static Scalar From(NativeValue value) => value.Tag switch
    {
        Tag.Int => value.Bits,
        Tag.Bool => value.Bits != 0,
        Tag.Double => value.AsDouble,
        Tag.Complex => new Complex(value.AsDouble, BitConverter.Int64BitsToDouble(value.Extra)),
        _ => throw new InvalidOperationException($"not a number: {value.Tag}"),
    };

    private static Scalar FromDouble(double value) => new(Tag.Double, BitConverter.DoubleToInt64Bits(value), ScalarType.Float64);
}
