using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests.Nn;

/// <summary>Convolutions against the sum that defines them, written out here.</summary>
public sealed class ConvolutionTests
{
    // Both sides sum at most 60 products of float64 numbers near 1.
    private const double Tolerance = 1e-12;

    [Theory]
    [InlineData(1, 0, 1, 1)]
    [InlineData(2, 1, 1, 1)]
    [InlineData(1, 2, 2, 2)]
    [InlineData(3, 2, 1, 2)]
    [InlineData(2, 0, 3, 4)]
    public void A_convolution_is_its_sum(long stride, long padding, long dilation, long groups)
    {
        using var scope = NewDisposeScope();
        manual_seed(stride + 10 * padding + 100 * dilation);
        var x = randn([2, 4, 11, 9], dtype: ScalarType.Float64);
        var w = randn([8, 4 / groups, 3, 2], dtype: ScalarType.Float64);
        var b = randn([8], dtype: ScalarType.Float64);
        var told = F.conv2d(x, w, b, [stride, stride], [padding, padding], [dilation, dilation], groups);
        MustBe(Sum(x, w, b, stride, padding, dilation, groups), told);

        using var module = Conv2d(4, 8, (3, 2), (stride, stride), (padding, padding), (dilation, dilation), groups: groups, dtype: ScalarType.Float64);
        module.load_state_dict(new() { ["weight"] = w, ["bias"] = b });
        MustBe(Sum(x, w, b, stride, padding, dilation, groups), module.call(x));
    }

    [Theory]
    [InlineData(1, 0, 1, 1)]
    [InlineData(2, 2, 2, 2)]
    [InlineData(3, 1, 1, 4)]
    public void A_convolution_of_one_dimension_is_its_sum(long stride, long padding, long dilation, long groups)
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        var x = randn([3, 4, 12], dtype: ScalarType.Float64);
        var w = randn([4, 4 / groups, 3], dtype: ScalarType.Float64);
        // A row is a picture of height 1; the sum's padding is then cut off above and below.
        var flat = Sum(x.unsqueeze(2), w.unsqueeze(2), null, stride, padding, dilation, groups, paddingRows: 0);
        MustBe(flat, F.conv1d(x, w, null, stride, padding, dilation, groups).unsqueeze(2));

        using var module = Conv1d(4, 4, 3, stride, padding, dilation, groups: groups, bias: false, dtype: ScalarType.Float64);
        module.load_state_dict(new() { ["weight"] = w });
        MustBe(flat, module.call(x).unsqueeze(2));
    }

    [Fact]
    public void Same_padding_keeps_the_size_and_puts_the_odd_row_at_the_end()
    {
        using var scope = NewDisposeScope();
        using var module = Conv2d(1, 1, (2, 3), Padding.Same, bias: false, dtype: ScalarType.Float64);
        init.ones_(module.weight);
        var x = ones([1, 1, 4, 4], dtype: ScalarType.Float64);
        var y = module.call(x);
        Assert.Equal([1, 1, 4, 4], y.shape);
        // A kernel of height 2 looks one row down: the last row has half of the ones.
        Assert.Equal([4.0, 6, 6, 4], y[0, 0, 0].data<double>().ToArray());
        Assert.Equal([2.0, 3, 3, 2], y[0, 0, 3].data<double>().ToArray());
        using var valid = Conv2d(1, 1, 3, Padding.Valid);
        Assert.Equal([1, 1, 2, 2], valid.call(ones(1, 1, 4, 4)).shape);
    }

    [Fact]
    public void A_reflected_border_repeats_what_is_inside()
    {
        using var scope = NewDisposeScope();
        using var module = Conv1d(1, 1, 3, padding: 1, padding_mode: PaddingModes.Reflect, bias: false);
        init.ones_(module.weight);
        var y = module.call(tensor([1f, 2, 3], [1, 1, 3]));
        Assert.Equal([5f, 6, 7], y.data<float>().ToArray()); // 2+1+2, 1+2+3, 2+3+2
    }

    [Fact]
    public void Wrong_channels_and_wrong_dimensions_are_refused()
    {
        using var scope = NewDisposeScope();
        using var module = Conv2d(3, 4, 3);
        Assert.Throws<ArgumentException>(() => module.call(zeros(1, 2, 8, 8)));
        Assert.Throws<ArgumentException>(() => module.call(zeros(8, 8)));
        Assert.Equal([4, 6, 6], module.call(zeros(3, 8, 8)).shape);
    }

    private static double[,,,] Sum(Tensor x, Tensor w, Tensor? b, long stride, long padding, long dilation, long groups, long? paddingRows = null)
    {
        var top = paddingRows ?? padding;
        using var image = x.data<double>();
        using var kernel = w.data<double>();
        using var bias = b?.data<double>();
        var (samples, rows, columns) = (x.shape[0], x.shape[2], x.shape[3]);
        var (outputs, inputs, high, wide) = (w.shape[0], w.shape[1], w.shape[2], w.shape[3]);
        var height = (rows + 2 * top - dilation * (high - 1) - 1) / (paddingRows is null ? stride : 1) + 1;
        var width = (columns + 2 * padding - dilation * (wide - 1) - 1) / stride + 1;
        var y = new double[samples, outputs, height, width];
        for (var n = 0L; n < samples; n++)
        for (var o = 0L; o < outputs; o++)
        for (var i = 0L; i < height; i++)
        for (var j = 0L; j < width; j++)
        {
            var sum = bias?[o] ?? 0;
            var first = o / (outputs / groups) * inputs; // the first input channel of this output's group
            for (var c = 0L; c < inputs; c++)
            for (var u = 0L; u < high; u++)
            for (var v = 0L; v < wide; v++)
            {
                var (row, column) = (i * stride - top + u * dilation, j * stride - padding + v * dilation);
                if (row >= 0 && row < rows && column >= 0 && column < columns)
                    sum += kernel[o, c, u, v] * image[n, first + c, row, column];
            }

            y[n, o, i, j] = sum;
        }

        return y;
    }

    private static void MustBe(double[,,,] wanted, Tensor told)
    {
        Assert.Equal([wanted.GetLength(0), wanted.GetLength(1), wanted.GetLength(2), wanted.GetLength(3)], told.shape);
        var numbers = told.data<double>().ToArray();
        var k = 0;
        foreach (var number in wanted)
            Assert.Equal(number, numbers[k++], Tolerance);
    }
}
