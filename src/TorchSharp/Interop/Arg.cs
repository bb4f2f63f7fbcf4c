using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>
/// An argument of an ATen operator. The implicit conversions let a wrapper name its arguments as they are:
/// <c>Aten.Call("add.Tensor", this, target, alpha)</c>; a null becomes the schema's None.
/// </summary>
internal readonly struct Arg
{
    internal readonly Tag Tag;
    internal readonly long Bits;
    internal readonly long Extra;
    internal readonly object? Reference;

    private Arg(Tag tag, long bits = 0, long extra = 0, object? reference = null)
    {
        Tag = tag;
        Bits = bits;
        Extra = extra;
        Reference = reference;
    }

    /// <summary>How many 8-byte cells the argument's list needs while it is handed over.</summary>
    internal int Cells => Reference switch
    {
        long[] list => list.Length,
        double[] list => list.Length,
        Tensor?[] list => list.Length,
        _ => 0,
    };

    internal static Arg None => default;

    public static implicit operator Arg(Tensor? value) => value is null ? default : new(Tag.Tensor, reference: value);

    public static implicit operator Arg(long value) => new(Tag.Int, value);

    public static implicit operator Arg(int value) => new(Tag.Int, value);

    public static implicit operator Arg(long? value) => value is { } some ? new(Tag.Int, some) : default;

    public static implicit operator Arg(bool value) => new(Tag.Bool, value ? 1 : 0);

    public static implicit operator Arg(bool? value) => value is { } some ? some : default(Arg);

    public static implicit operator Arg(double value) => new(Tag.Double, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator Arg(double? value) => value is { } some ? some : default(Arg);

    public static implicit operator Arg(long[]? value) => value is null ? default : new(Tag.IntList, reference: value);

    public static implicit operator Arg(double[]? value) => value is null ? default : new(Tag.DoubleList, reference: value);

    public static implicit operator Arg(string? value) => value is null ? default : new(Tag.String, reference: value);

    public static implicit operator Arg(ScalarType value) => new(Tag.Int, (long)value);

    public static implicit operator Arg(ScalarType? value) => value is { } some ? new(Tag.Int, (long)some) : default;

    public static implicit operator Arg(Device? value) => value is null ? default : new(Tag.Device, (long)value.type, value.index);

    public static implicit operator Arg(Generator? value) => value is null ? default : new(Tag.Generator, value.Handle, 0, value);

    public static implicit operator Arg(NativeObject? value) => value is null ? default : new(Tag.Object, reference: value);

    public static implicit operator Arg(Scalar? value) => value is null ? default : new(value.Tag, value.Bits, value.Extra);

    /// <summary>A list of tensors, none of them null.</summary>
    internal static Arg List(IEnumerable<Tensor> tensors) => new(Tag.TensorList, reference: tensors as Tensor[] ?? [.. tensors]);

    /// <summary>A list of tensors in which null stands for "not indexed here".</summary>
    internal static Arg OptionalList(Tensor?[] tensors) => new(Tag.OptionalTensorList, reference: tensors);

    /// <summary>A memory format, by its ATen number.</summary>
    internal static Arg Format(long format) => new(Tag.Int, format);
}
