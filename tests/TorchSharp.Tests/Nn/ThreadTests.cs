using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests.Nn;

public sealed class ThreadTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public void Two_threads_with_two_modules_give_what_one_after_the_other_gives()
    {
        using var first = Net(1);
        using var second = Net(2);
        var (alone, other) = (Trained(first), Trained(second));
        using var firstAgain = Net(1);
        using var secondAgain = Net(2);
        float[] a = [], b = [];
        var left = new Thread(() => a = Trained(firstAgain));
        var right = new Thread(() => b = Trained(secondAgain));
        left.Start();
        right.Start();
        Assert.True(left.Join(Patience) && right.Join(Patience));
        Assert.Equal(alone, a);
        Assert.Equal(other, b);
        Assert.NotEqual(alone, other);
    }

    [Fact]
    public void A_scope_of_one_thread_leaves_the_tensors_of_another_alone()
    {
        using var scope = NewDisposeScope();
        Tensor? foreign = null;
        var thread = new Thread(() => foreign = ones(2));
        thread.Start();
        Assert.True(thread.Join(Patience));
        scope.DisposeEverything();
        Assert.False(foreign!.IsInvalid);
        foreign.Dispose();
    }

    private static Modules.Sequential Net(long seed)
    {
        manual_seed(seed);
        return Sequential(Conv2d(1, 4, 3, padding: 1), ReLU(), Flatten(), Linear(4 * 6 * 6, 2));
    }

    // Fifty steps downhill by hand; every number is drawn before, so that no generator is shared.
    private static float[] Trained(Modules.Sequential net)
    {
        using var x = linspace(-1, 1, 2 * 36, dtype: ScalarType.Float32);
        for (var k = 0; k < 50; k++)
        {
            using var scope = NewDisposeScope();
            net.zero_grad();
            net.call(x.reshape(2, 1, 6, 6)).square().sum().backward();
            using (no_grad())
                foreach (var parameter in net.parameters())
                    parameter.sub_(parameter.grad! * 1e-3);
        }

        using var all = torch.nn.utils.parameters_to_vector(net.parameters()).detach();
        return all.data<float>().ToArray();
    }
}
