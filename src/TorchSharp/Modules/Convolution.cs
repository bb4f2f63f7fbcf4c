using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What convolutions share: weight [out, in / groups, kernel..], bias [out], and how the kernel walks.</summary>
public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = nameof(weight))]
    protected Parameter _weight;

    [ComponentName(Name = nameof(bias))]
    protected Parameter _bias;

    /// <summary>The padding as <c>functional.pad</c> wants it: the last dimension first, before and after.</summary>
    protected long[] _reversed_padding_repeated_twice;

    protected Convolution(string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding, Padding? padding_type, long[] dilation, bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode, Device? device = null, ScalarType? dtype = null)
        : base(name)
    {
        Check(in_channels, out_channels, groups);
        this.in_channels = in_channels;
        this.out_channels = out_channels;
        this.kernel_size = kernel_size;
        this.stride = stride;
        this.dilation = dilation;
        this.transposed = transposed;
        this.output_padding = output_padding;
        this.groups = groups;
        this.padding_mode = padding_mode;
        _reversed_padding_repeated_twice = [];
        if (padding_type is { } type)
            SetPadding(type);
        else
            SetPadding(padding ?? new long[kernel_size.Length]);

        long[] shape = transposed ? [in_channels, out_channels / groups, .. kernel_size] : [out_channels, in_channels / groups, .. kernel_size];
        _weight = Made.Parameter(shape, device, dtype);
        _bias = bias ? Made.Parameter([out_channels], device, dtype) : null!;
        reset_parameters();
        // Registered one by one: a derived module's own RegisterComponents is still to come.
        ConditionallyRegisterParameter(nameof(weight), _weight);
        ConditionallyRegisterParameter(nameof(bias), _bias);
    }

    public long in_channels { get; }

    public long out_channels { get; }

    public long[] kernel_size { get; set; }

    public long[] stride { get; set; }

    /// <summary>Elements added on each side, per dimension; null where <see cref="padding_type"/> names the padding.</summary>
    public long[]? padding { get; private set; }

    public Padding? padding_type { get; private set; }

    public long[] dilation { get; set; }

    public bool transposed { get; }

    public long[] output_padding { get; set; }

    public long groups { get; set; }

    public PaddingModes padding_mode { get; set; }

    public Parameter weight
    {
        get => _weight;
        set => Made.Exchange(ref _weight!, value, kept => ConditionallyRegisterParameter(nameof(weight), kept));
    }

    public Parameter? bias
    {
        get => _bias;
        set => Made.Exchange(ref _bias!, value, kept => ConditionallyRegisterParameter(nameof(bias), kept));
    }

    public void SetPadding(long[] padding)
    {
        this.padding = padding;
        padding_type = null;
        _reversed_padding_repeated_twice = [.. padding.Reverse().SelectMany(length => new[] { length, length })];
    }

    /// <exception cref="ArgumentException"><see cref="Padding.Same"/> with a stride other than 1.</exception>
    public void SetPadding(Padding padding)
    {
        if (padding == Padding.Same && stride.Any(step => step != 1))
            throw new ArgumentException("padding 'same' is not supported for strided convolutions", nameof(padding));
        this.padding = null;
        padding_type = padding;
        // An odd total has its extra element at the end.
        var totals = padding == Padding.Same ? [.. dilation.Zip(kernel_size, (gap, length) => gap * (length - 1))] : new long[kernel_size.Length];
        _reversed_padding_repeated_twice = [.. totals.Reverse().SelectMany(total => new[] { total / 2, total - total / 2 })];
    }

    /// <summary>Draws weight and bias anew, as PyTorch does: uniform within 1 / sqrt(inputs of an output).</summary>
    public void reset_parameters()
    {
        nn.init.kaiming_uniform_(_weight, Math.Sqrt(5));
        if (_bias is not null)
            Made.SpreadBias(_bias, nn.init.CalculateFanInAndFanOut(_weight).fanIn);
    }

    /// <summary>Whether an input has the channels, with or without a batch in front of them, and the dimensions behind them.</summary>
    protected bool ValidateShape(Tensor input, long dimensions)
    {
        var shape = input.shape;
        return (shape.Length == dimensions + 2 && shape[1] == in_channels) || (shape.Length == dimensions + 1 && shape[0] == in_channels);
    }

    private protected ArgumentException Refuse(Tensor input, long dimensions) => new(
        $"Expected {dimensions + 1}D (unbatched) or {dimensions + 2}D (batched) input of {in_channels} channels to {GetName()}, " +
        $"but got input of size [{string.Join(", ", input.shape)}]",
        nameof(input));

    private static void Check(long in_channels, long out_channels, long groups)
    {
        if (groups <= 0)
            throw new ArgumentException("groups must be a positive integer", nameof(groups));
        if (in_channels % groups != 0)
            throw new ArgumentException("in_channels must be divisible by groups", nameof(in_channels));
        if (out_channels % groups != 0)
            throw new ArgumentException("out_channels must be divisible by groups", nameof(out_channels));
    }
}
