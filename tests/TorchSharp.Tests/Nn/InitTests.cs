using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests.Nn;

public sealed class InitTests
{
    // 30,000 draws: the deviation of a mean is under 0.6 % of the spread, that of a deviation under 0.5 %; six of them.
    private const double Share = 0.04;

    [Fact]
    public void Uniform_starts_have_the_bounds_of_their_fans()
    {
        using var scope = NewDisposeScope();
        manual_seed(7);
        var w = empty(100, 300);
        MustBeUniform(init.xavier_uniform_(w), Math.Sqrt(6.0 / 400));
        MustBeUniform(init.kaiming_uniform_(w, nonlinearity: init.NonlinearityType.ReLU), Math.Sqrt(6.0 / 300));
        MustBeUniform(init.kaiming_uniform_(w, Math.Sqrt(5)), Math.Sqrt(1.0 / 300));
        MustBeUniform(init.kaiming_uniform_(w, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.Linear), Math.Sqrt(3.0 / 100));
        MustBeUniform(init.uniform_(w, -2, 2), 2);
    }

    [Fact]
    public void Normal_starts_have_the_deviations_of_their_fans()
    {
        using var scope = NewDisposeScope();
        manual_seed(8);
        var w = empty(100, 300);
        MustBeNormal(init.xavier_normal_(w), Math.Sqrt(2.0 / 400));
        MustBeNormal(init.kaiming_normal_(w), Math.Sqrt(2.0 / 300));
        MustBeNormal(init.normal_(w, 0, 3), 3);
    }

    [Fact]
    public void Fans_count_the_kernel()
    {
        using var scope = NewDisposeScope();
        Assert.Equal((3 * 5 * 5, 8 * 5 * 5), init.CalculateFanInAndFanOut(empty(8, 3, 5, 5)));
        Assert.Throws<ArgumentException>(() => init.CalculateFanInAndFanOut(empty(8)));
        Assert.Equal(5.0 / 3, init.calculate_gain(init.NonlinearityType.Tanh), 1e-12);
        Assert.Equal(Math.Sqrt(2 / 1.25), init.calculate_gain(init.NonlinearityType.LeakyReLU, 0.5), 1e-12);
    }

    [Fact]
    public void Constants_fill_and_leave_no_trace_in_autograd()
    {
        using var scope = NewDisposeScope();
        var p = Parameter(empty(2));
        Assert.Equal([1f, 1], init.ones_(p).data<float>().ToArray());
        Assert.Equal([0f, 0], init.zeros_(p).data<float>().ToArray());
        Assert.Equal([2.5f, 2.5f], init.constant_(p, 2.5).data<float>().ToArray());
        Assert.True(p.is_leaf);
        p.Dispose();
    }

    [Fact]
    public void New_layers_start_as_PyTorchs_do()
    {
        using var scope = NewDisposeScope();
        manual_seed(9);
        using var linear = Linear(300, 100);
        MustBeUniform(linear.weight, Math.Sqrt(1.0 / 300));
        using var conv = Conv2d(12, 100, 5, groups: 2);
        MustBeUniform(conv.weight, Math.Sqrt(1.0 / (6 * 25)));
        var bound = 1 / Math.Sqrt(300);
        Assert.All(linear.bias!.data<float>().ToArray(), number => Assert.InRange(number, -bound, bound));
        Assert.True(linear.bias!.std().item<float>() > bound / 3);
    }

    private static void MustBeUniform(Tensor tensor, double bound)
    {
        var numbers = tensor.detach().reshape(-1).data<float>().ToArray();
        Assert.InRange(numbers.Max(), bound * (1 - Share), bound * (1 + 1e-6));
        Assert.InRange(numbers.Min(), -bound * (1 + 1e-6), -bound * (1 - Share));
        Assert.InRange(numbers.Average(number => (double)number * number) * 3 / (bound * bound), 1 - Share, 1 + Share);
    }

    private static void MustBeNormal(Tensor tensor, double deviation)
    {
        var numbers = tensor.detach().reshape(-1).data<float>().ToArray();
        Assert.InRange(Math.Abs(numbers.Average()), 0, deviation * Share);
        Assert.InRange(Math.Sqrt(numbers.Average(number => (double)number * number)) / deviation, 1 - Share, 1 + Share);
        Assert.InRange(numbers.Max(), deviation * 3, deviation * 7); // a uniform draw of this deviation ends at 1.7
    }
}
