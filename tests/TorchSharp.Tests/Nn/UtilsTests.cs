using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests.Nn;

public sealed class UtilsTests
{
    [Fact]
    public void Gradients_are_clipped_to_a_common_norm()
    {
        using var scope = NewDisposeScope();
        using var a = WithGradient(3, 0);
        using var b = WithGradient(0, 4);
        Assert.Equal(5, torch.nn.utils.clip_grad_norm_([a, b], 1), 1e-5);
        MustBe([0.6f, 0], a.grad!);
        MustBe([0, 0.8f], b.grad!);
        Assert.Equal(1, torch.nn.utils.clip_grad_norm_([a, b], 10), 1e-5); // short enough: left alone
        MustBe([0.6f, 0], a.grad!);
        Assert.Equal(1.4, torch.nn.utils.clip_grad_norm_([a, b], 10, norm_type: 1), 1e-5);
    }

    [Fact]
    public void Gradients_are_clipped_by_value()
    {
        using var scope = NewDisposeScope();
        using var a = WithGradient(3, -0.2f);
        torch.nn.utils.clip_grad_value_([a], 0.5);
        MustBe([0.5f, -0.2f], a.grad!);
    }

    [Fact]
    public void Parameters_become_one_row_and_come_back()
    {
        using var scope = NewDisposeScope();
        using var linear = Linear(2, 1);
        torch.nn.utils.vector_to_parameters(tensor([1f, 2, 3]), linear.parameters());
        MustBe([1, 2], linear.weight);
        MustBe([3], linear.bias!);
        MustBe([1, 2, 3], torch.nn.utils.parameters_to_vector(linear.parameters()));
    }

    [Fact]
    public void A_batch_norm_folds_into_the_convolution_before_it()
    {
        using var scope = NewDisposeScope();
        manual_seed(10);
        using var conv = Conv2d(2, 3, 3, bias: false);
        using var norm = BatchNorm2d(3, eps: 1e-4);
        for (var k = 0; k < 5; k++)
            norm.call(conv.call(randn(4, 2, 6, 6) * 3 + 1)); // statistics that are not 0 and 1
        init.uniform_(norm.weight, 0.5, 2);
        init.uniform_(norm.bias!, -1, 1);
        norm.eval();
        var (weight, bias) = torch.nn.utils.fuse_conv_bn_weights(
            conv.weight, conv.bias, norm.running_mean!, norm.running_var!, norm.eps, norm.weight, norm.bias);
        var x = randn(1, 2, 6, 6);
        var folded = functional.conv2d(x, weight, bias);
        Assert.True(norm.call(conv.call(x)).allclose(folded, rtol: 1e-4, atol: 1e-5)); // float32, 18 products
    }

    [Fact]
    public void A_batch_norm_folds_into_the_linear_layer_before_it()
    {
        using var scope = NewDisposeScope();
        manual_seed(11);
        using var linear = Linear(4, 3);
        using var norm = BatchNorm1d(3);
        norm.call(linear.call(randn(16, 4)));
        linear.eval();
        norm.eval();
        using var folded = torch.nn.utils.fuse_linear_bn_eval(linear, norm);
        var x = randn(5, 4);
        Assert.True(norm.call(linear.call(x)).allclose(folded.call(x), rtol: 1e-4, atol: 1e-5));
    }

    private static Modules.Parameter WithGradient(float x, float y)
    {
        var parameter = Parameter(zeros(2));
        parameter.grad = tensor([x, y]);
        return parameter;
    }

    private static void MustBe(float[] wanted, Tensor told) =>
        Assert.All(wanted.Zip(told.detach().reshape(-1).data<float>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
}
