using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests.Nn;

public sealed class DropoutTests
{
    [Fact]
    public void Training_drops_a_share_and_scales_the_rest()
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        using var dropout = Dropout(0.25);
        var y = dropout.call(ones(10_000)).data<float>().ToArray();
        var scaled = 1 / 0.75f;
        Assert.All(y, number => Assert.True(number == 0 || Math.Abs(number - scaled) < 1e-6));
        // The count of zeros is binomial: 2500, with a deviation of 43; six of them on either side.
        Assert.InRange(y.Count(number => number == 0), 2240, 2760);
    }

    [Fact]
    public void Evaluation_changes_nothing()
    {
        using var scope = NewDisposeScope();
        using var dropout = Dropout(0.9);
        dropout.eval();
        using var x = randn(100);
        var y = dropout.call(x);
        Assert.True(y.allclose(x, rtol: 0, atol: 0));
        y.Dispose();
        Assert.False(x.IsInvalid);
    }

    [Fact]
    public void A_seed_repeats_what_is_dropped()
    {
        using var scope = NewDisposeScope();
        using var dropout = Dropout();
        manual_seed(6);
        var first = dropout.call(ones(100));
        manual_seed(6);
        Assert.True(first.allclose(dropout.call(ones(100)), rtol: 0, atol: 0));
    }
}
