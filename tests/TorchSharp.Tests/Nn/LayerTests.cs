using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests.Nn;

/// <summary>Layers without parameters, and layer norm, on numbers that can be checked in the head.</summary>
public sealed class LayerTests
{
    private static readonly float[] Ramp = [-8, -1, 0, 3, 6, 9];

    [Fact]
    public void Activations_give_their_formulas_numbers()
    {
        using var scope = NewDisposeScope();
        using var x = tensor(Ramp);
        MustBe(value => Math.Max(value, 0), ReLU().call(x));
        MustBe(value => Math.Clamp(value, 0, 6), ReLU6().call(x));
        MustBe(value => 1 / (1 + Math.Exp(-value)), Sigmoid().call(x));
        MustBe(value => value / (1 + Math.Exp(-value)), SiLU().call(x));
        MustBe(value => value > 0 ? value : 0.01 * value, F.leaky_relu(x));
        MustBe(value => value > 0 ? value : Math.Exp(value) - 1, F.elu(x, 1));
        MustBe(value => value / 2 * (1 + Math.Sign(value) * (value == 0 ? 0 : 1)), GELU().call(tensor([-8f, 0, 9])), [-8, 0, 9], 1e-5);
        MustBe(value => Math.Log(1 + Math.Exp(value)), F.softplus(x), Ramp, 1e-5);
    }

    [Fact]
    public void In_place_activations_change_their_input_and_give_a_tensor_of_their_own()
    {
        using var scope = NewDisposeScope();
        var x = tensor([-1f, 2]);
        var y = ReLU(inplace: true).call(x);
        Assert.NotSame(x, y);
        Assert.Equal([0f, 2], x.data<float>().ToArray());
        x.Dispose();
        Assert.Equal([0f, 2], y.data<float>().ToArray());
    }

    [Fact]
    public void Softmax_sums_to_one_along_its_dimension()
    {
        using var scope = NewDisposeScope();
        var x = tensor([(float)Math.Log(1), (float)Math.Log(3), 0, 0], [2, 2]);
        Assert.Equal([0.25f, 0.75f, 0.5f, 0.5f], Rounded(Softmax(1).call(x)));
        Assert.Equal([0.5f, 0.75f, 0.5f, 0.25f], Rounded(Softmax(0).call(x)));
        Assert.Equal([0.25f, 0.75f, 0.5f, 0.5f], Rounded(LogSoftmax(1).call(x).exp()));
    }

    [Fact]
    public void Layer_norm_takes_mean_and_deviation_of_each_row()
    {
        using var scope = NewDisposeScope();
        using var norm = LayerNorm(2, eps: 0);
        Assert.Equal([-1f, 1, 1, -1], Rounded(norm.call(tensor([3f, 5, 10, 2], [2, 2]))));
        using var plain = LayerNorm([2], elementwise_affine: false);
        Assert.Empty(plain.parameters());
    }

    [Fact]
    public void Pools_take_means_and_maxima_of_windows()
    {
        using var scope = NewDisposeScope();
        var x = arange(16, dtype: ScalarType.Float32).reshape(1, 1, 4, 4);
        Assert.Equal([2.5f, 4.5f, 10.5f, 12.5f], AvgPool2d(2).call(x).data<float>().ToArray());
        Assert.Equal([5f, 7, 13, 15], MaxPool2d(2).call(x).data<float>().ToArray());
        Assert.Equal([5f, 6, 7, 9, 10, 11, 13, 14, 15], MaxPool2d(2, stride: 1).call(x).data<float>().ToArray());
        Assert.Equal([7.5f], AdaptiveAvgPool2d(1).call(x).data<float>().ToArray());
        Assert.Equal([1, 1, 1, 4], AdaptiveAvgPool2d((1, 4)).call(x).shape);
        var (values, places) = MaxPool2d((4, 2)).forward_with_indices(x);
        Assert.Equal([13f, 15], values.data<float>().ToArray());
        Assert.Equal([13L, 15], places.data<long>().ToArray());
        // Half a border of zeros: 0 / 4 in the first corner, and without them 0 / 1.
        Assert.Equal(15 / 4f, F.avg_pool2d(x, 2, stride: 2, padding: 1).data<float>().ToArray()[^1]);
        Assert.Equal(15f, F.avg_pool2d(x, 2, stride: 2, padding: 1, count_include_pad: false).data<float>().ToArray()[^1]);
        Assert.Equal([0.5f, 2.5f], F.avg_pool1d(tensor([0f, 1, 2, 3], [1, 1, 4]), 2).data<float>().ToArray());
        Assert.Equal([1f, 3], F.max_pool1d(tensor([0f, 1, 2, 3], [1, 1, 4]), 2).data<float>().ToArray());
    }

    [Fact]
    public void Padding_starts_with_the_last_dimension()
    {
        using var scope = NewDisposeScope();
        var x = tensor([1f, 2, 3], [1, 1, 1, 3]);
        Assert.Equal([1, 1, 3, 4], ZeroPad2d((1, 0, 0, 2)).call(x).shape);
        Assert.Equal([0f, 1, 2, 3], ZeroPad2d((1, 0, 0, 2)).call(x)[0, 0, 0].data<float>().ToArray());
        Assert.Equal([7f, 7, 1, 2, 3, 7], F.pad(x, (2, 1), value: 7).data<float>().ToArray());
        Assert.Equal([3f, 2, 1, 2, 3, 2], F.pad(x[0, 0], new long[] { 2, 1 }, PaddingModes.Reflect).data<float>().ToArray());
        Assert.Equal([1f, 1, 2, 3, 3], F.pad(x[0, 0], new long[] { 1, 1 }, PaddingModes.Replicate).data<float>().ToArray());
        Assert.Equal([3f, 1, 2, 3, 1], F.pad(x[0], new long[] { 1, 1 }, PaddingModes.Circular).data<float>().ToArray());
        Assert.Equal([2f, 3], F.pad(x[0, 0, 0], new long[] { -1, 0 }).data<float>().ToArray());
    }

    [Fact]
    public void Interpolation_is_worked_by_hand()
    {
        using var scope = NewDisposeScope();
        var x = tensor([0f, 4, 8], [1, 1, 3]);
        // Output k is at (k + 0.5) / 2 - 0.5 of the input, held at the ends.
        Assert.Equal([0f, 1, 3, 5, 7, 8], Rounded(F.interpolate(x, scale_factor: [2.0], mode: InterpolationMode.Linear)));
        Assert.Equal([0f, 2, 4, 6, 8], Rounded(F.interpolate(x, size: [5], mode: InterpolationMode.Linear, align_corners: true)));
        Assert.Equal([0f, 0, 4, 4, 8, 8], Rounded(F.interpolate(x, size: [6])));
        Assert.Equal([1, 1, 4, 6], F.interpolate(zeros(1, 1, 2, 3), scale_factor: [2.0, 2.0], mode: InterpolationMode.Bilinear).shape);
    }

    [Fact]
    public void One_hot_rows_have_their_one_at_the_number()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([0L, 0, 1, 1, 0, 0], F.one_hot(tensor([2L, 0])).data<long>().ToArray());
        Assert.Equal([2, 5], F.one_hot(tensor([2L, 0]), 5).shape);
    }

    [Fact]
    public void Distances_and_directions_are_worked_by_hand()
    {
        using var scope = NewDisposeScope();
        var (x, y) = (tensor([3f, 4, 0, 5], [2, 2]), tensor([3f, 4, 2, 0], [2, 2]));
        Assert.Equal([0.6f, 0.8f, 0, 1], Rounded(F.normalize(x)));
        Assert.Equal([1f, 0], Rounded(F.cosine_similarity(x, y)));
    }

    private static void MustBe(Func<double, double> formula, Tensor told, float[]? inputs = null, double tolerance = 1e-6) =>
        Assert.All((inputs ?? Ramp).Zip(told.data<float>().ToArray()), pair => Assert.Equal(formula(pair.First), pair.Second, tolerance));

    private static float[] Rounded(Tensor tensor) => [.. tensor.data<float>().ToArray().Select(number => MathF.Round(number, 5))];
}
