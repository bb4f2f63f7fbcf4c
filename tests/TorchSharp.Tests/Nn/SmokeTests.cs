using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests.Nn;

public sealed class SmokeTests
{
    [Fact]
    public void A_small_network_runs_forward_and_backward()
    {
        using var scope = NewDisposeScope();
        using var net = Sequential(
            ("conv", Conv2d(1, 4, 3, stride: 2, padding: 1)), ("act", ReLU6()), ("flat", Flatten()), ("head", Linear(4 * 4 * 4, 3)));
        var y = net.call(randn(2, 1, 8, 8));
        Assert.Equal([2, 3], y.shape);
        y.sum().backward();
        Assert.Equal(["conv.weight", "conv.bias", "head.weight", "head.bias"], net.named_parameters().Select(p => p.name));
        Assert.All(net.parameters(), p => Assert.NotNull(p.grad));
        net.to(ScalarType.Float64);
        Assert.Equal(ScalarType.Float64, net.call(randn(1, 1, 8, 8, dtype: ScalarType.Float64)).dtype);
    }
}
