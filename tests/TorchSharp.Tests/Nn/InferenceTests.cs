using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests.Nn;

/// <summary>
/// What a module computes under inference mode, where a provider may keep what it prepared from the weights: it is what the plain road
/// computes, with the weights as they are now, however they were changed.
/// </summary>
public sealed class InferenceTests
{
    // Another order of summing 27 float32 products near 1.
    private const double Tolerance = 1e-5;

    public static TheoryData<string> Changes => [.. WeightChanges.Keys];

    private static Dictionary<string, Action<Modules.Conv2d>> WeightChanges { get; } = new()
    {
        ["an operator in place"] = conv => Quietly(() => conv.weight.mul_(2)),
        ["a bias in place"] = conv => Quietly(() => conv.bias!.add_(1)),
        ["a state dictionary"] = conv => Quietly(() =>
        {
            using var other = Conv2d(3, 4, 3, padding: 1);
            conv.load_state_dict(other.state_dict());
        }),
        ["a file"] = conv =>
        {
            using var other = Conv2d(3, 4, 3, padding: 1);
            using var stream = new MemoryStream();
            other.save(stream);
            conv.load(new MemoryStream(stream.ToArray()));
        },
        ["the accessor"] = conv =>
        {
            using var data = conv.weight.data<float>();
            data[1, 2, 0, 1] += 5;
        },
        ["the bytes"] = conv => conv.weight.bytes[3] ^= 0x80, // the sign of the first number
        ["a new parameter"] = conv => conv.weight = Fresh(),
        ["two new parameters"] = conv =>
        {
            conv.weight = Fresh();
            conv.weight = Fresh();
        },
        ["a way through float64"] = conv =>
        {
            conv.to(ScalarType.Float64);
            Quietly(() => conv.weight.mul_(3));
            conv.to(ScalarType.Float32);
        },
        ["a step of an optimizer"] = conv =>
        {
            using var step = optim.SGD(conv.parameters(), 0.5);
            using var scope = NewDisposeScope();
            conv.call(ones(1, 3, 5, 5)).sum().backward();
            step.step();
        },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Changed_weights_count_at_once(string change)
    {
        using var scope = NewDisposeScope();
        manual_seed(12);
        using var conv = Conv2d(3, 4, 3, padding: 1);
        using var x = randn(2, 3, 6, 6);
        MustAgree(conv, x);
        for (var k = 0; k < 3; k++)
        {
            WeightChanges[change](conv);
            MustAgree(conv, x);
        }
    }

    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(2, 0, 1, 1)]
    [InlineData(1, 2, 2, 1)]
    [InlineData(2, 1, 1, 3)]
    public void Strides_paddings_and_groups_agree_with_the_plain_road(long stride, long padding, long dilation, long groups)
    {
        using var scope = NewDisposeScope();
        manual_seed(13);
        using var net = Sequential(
            Conv2d(3, 6, 3, stride, padding, dilation, groups: groups), ReLU6(), Conv2d(6, 6, 3, padding: 1, groups: 6), ReLU(), Conv2d(6, 2, 1));
        MustAgree(net, randn(2, 3, 9, 8) * 5);
        MustAgree(net, randn(1, 3, 12, 7));
    }

    [Fact]
    public void A_stride_set_later_counts()
    {
        using var scope = NewDisposeScope();
        using var conv = Conv2d(1, 2, 3);
        using var x = randn(1, 1, 9, 9);
        MustAgree(conv, x);
        conv.stride = [2, 2];
        MustAgree(conv, x);
        conv.SetPadding(new long[] { 1, 1 });
        MustAgree(conv, x);
    }

    [Fact]
    public void Hooks_see_what_goes_between_a_convolution_and_its_activation()
    {
        using var scope = NewDisposeScope();
        using var conv = Conv2d(1, 1, 1);
        using var net = Sequential(conv, ReLU());
        using var x = ones(1, 1, 2, 2);
        using (inference_mode())
            net.call(x);
        var seen = 0;
        conv.register_forward_hook((_, _, y) =>
        {
            seen++;
            return y * 0 - 1;
        });
        using (inference_mode())
            Assert.Equal(0f, net.call(x).sum().item<float>());
        Assert.Equal(1, seen);
    }

    private static void MustAgree(Module<Tensor, Tensor> module, Tensor x)
    {
        using var scope = NewDisposeScope();
        var plain = module.call(x).detach();
        Tensor quick;
        using (inference_mode())
            quick = module.call(x);
        Assert.Equal(plain.shape, quick.shape);
        Assert.True(plain.allclose(quick, rtol: Tolerance, atol: Tolerance), $"off by {(plain - quick).abs().max().item<float>()}");
    }

    [Fact]
    public void One_row_through_a_linear_layer_keeps_its_shape_and_sums()
    {
        using var scope = NewDisposeScope();
        var linear = Linear(3, 2);
        Quietly(() =>
        {
            linear.weight.copy_(tensor(new float[] { 1, 2, 3, 4, 5, 6 }, [2, 3]));
            linear.bias!.copy_(tensor(new float[] { 0.5f, -0.5f }));
        });
        using var mode = inference_mode();

        var output = linear.call(tensor(new float[] { 1, 10, 100 }, [1, 3]));

        // 1 + 20 + 300 + 0.5 and 4 + 50 + 600 - 0.5: exact in float32.
        Assert.Equal([1, 2], output.shape);
        Assert.Equal([321.5f, 653.5f], output.data<float>().ToArray());
        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => linear.call(ones(1, 4)));
    }

    private static Modules.Parameter Fresh()
    {
        using var data = randn(4, 3, 3, 3);
        return Parameter(data);
    }

    private static void Quietly(Action change)
    {
        using var _ = no_grad();
        change();
    }
}
