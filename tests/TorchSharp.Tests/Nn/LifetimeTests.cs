using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests.Nn;

public sealed class LifetimeTests
{
    private const int Steps = 10_000;

    // A step leaks at least one tensor object, about 300 bytes, or one activation, 2 KiB: 10,000 of them are 3 to 20 MB. The heaps of
    // .NET and of malloc may grow by a few MB on their own after the warm-up.
    private const long SlackBytes = 24 << 20;

    [Fact]
    public void Disposing_a_module_frees_its_parameters_buffers_and_children()
    {
        var before = Live.Tensors();
        var net = Sequential(Conv2d(1, 2, 3), BatchNorm2d(2), ReLU(), Flatten(), Linear(2, 2));
        Assert.Equal(before + 2 + 5 + 2, Tensor.TotalCount);
        net.Dispose();
        Assert.Equal(before, Tensor.TotalCount);
        net.Dispose();
    }

    [Fact]
    public void A_module_built_in_a_dispose_scope_outlives_it()
    {
        Module<Tensor, Tensor> net;
        using (NewDisposeScope())
            net = Sequential(Linear(2, 2), BatchNorm1d(2));
        using (net)
        using (NewDisposeScope())
        {
            Assert.Equal([3, 2], net.call(randn(3, 2)).shape);
            net.to(ScalarType.Float64);
        }

        Assert.All(net.state_dict().Values, tensor => Assert.True(tensor.IsInvalid));
    }

    [Fact]
    public void A_moved_module_outlives_the_scope_it_was_moved_in()
    {
        using var linear = Linear(2, 1);
        using (NewDisposeScope())
            linear.to(ScalarType.Float64);
        using var x = ones([1, 2], dtype: ScalarType.Float64);
        using var y = linear.call(x);
        Assert.Equal(ScalarType.Float64, y.dtype);
        Assert.True(linear.weight.requires_grad);
    }

    [Fact]
    public void A_replaced_parameter_is_freed_and_the_new_one_is_learned()
    {
        var before = Live.Tensors();
        using (var linear = Linear(2, 1))
        {
            using (var data = zeros(1, 2))
                linear.weight = Parameter(data);
            Assert.Equal(before + 2, Tensor.TotalCount);
            Assert.Same(linear.weight, linear.get_parameter("weight"));
            linear.bias = null;
            Assert.Equal(["weight"], linear.named_parameters().Select(parameter => parameter.name));
        }

        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void Ten_thousand_steps_forward_and_backward_hold_tensors_and_memory_flat()
    {
        using var net = Sequential(
            ("conv", Conv2d(1, 4, 3, padding: 1, bias: false)), ("norm", BatchNorm2d(4)), ("act", ReLU6()), ("pool", AdaptiveAvgPool2d(1)),
            ("flat", Flatten()), ("head", Linear(4, 3)));
        using var loss = CrossEntropyLoss();
        using var x = randn(2, 1, 8, 8);
        using var classes = tensor(new[] { 0L, 2L });
        var threads = get_num_threads();
        set_num_threads(1); // so small a network only waits for a second thread
        try
        {
            Run(Steps / 10);
            var (tensors, bytes) = (Live.Tensors(), Live.ResidentBytes());
            Run(Steps);
            Assert.Equal(tensors, Tensor.TotalCount);
            Assert.InRange(Live.ResidentBytes(), 0, bytes + SlackBytes);
        }
        finally
        {
            set_num_threads(threads);
        }

        void Run(int steps)
        {
            for (var k = 0; k < steps; k++)
            {
                using var scope = NewDisposeScope();
                net.zero_grad();
                loss.call(net.call(x), classes).backward();
            }
        }
    }
}
