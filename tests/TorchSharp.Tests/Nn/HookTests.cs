using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests.Nn;

public sealed class HookTests
{
    [Fact]
    public void Hooks_change_the_input_and_the_result_of_call_and_not_of_forward()
    {
        using var scope = NewDisposeScope();
        using var module = Identity();
        var before = module.register_forward_pre_hook((_, x) => x + 1);
        var behind = module.register_forward_hook((_, x, y) => y * x);
        using var two = tensor(2f);
        Assert.Equal(9f, module.call(two).item<float>());
        Assert.Equal(2f, module.forward(two).item<float>());
        behind.remove();
        Assert.Equal(3f, module.call(two).item<float>());
        before.remove();
        Assert.Equal(2f, module.call(two).item<float>());
    }

    [Fact]
    public void A_hook_that_gives_null_changes_nothing()
    {
        using var scope = NewDisposeScope();
        using var module = Identity();
        module.register_forward_pre_hook((_, _) => null!);
        module.register_forward_hook((_, _, _) => null!);
        Assert.Equal(2f, module.call(tensor(2f)).item<float>());
    }

    [Fact]
    public void Hooks_run_in_their_order_round_every_call_of_a_container()
    {
        using var scope = NewDisposeScope();
        using var inner = ReLU();
        using var outer = Sequential(inner);
        var told = new List<string>();
        outer.register_forward_pre_hook((Module _) => told.Add("outer before"));
        inner.register_forward_pre_hook((Module _) => told.Add("inner before"));
        inner.register_forward_hook((Module _) => told.Add("inner behind"));
        outer.register_forward_hook((Module _) => told.Add("outer behind"));
        outer.call(ones(1));
        Assert.Equal(["outer before", "inner before", "inner behind", "outer behind"], told);
    }

    [Fact]
    public void A_module_of_two_inputs_has_hooks_too()
    {
        using var scope = NewDisposeScope();
        using var loss = MSELoss();
        loss.register_forward_pre_hook((_, x, y) => (y, y));
        Assert.Equal(0f, loss.call(ones(2), zeros(2)).item<float>());
        loss.register_forward_hook((_, _, _, result) => result + 5);
        Assert.Equal(5f, loss.call(ones(2), zeros(2)).item<float>());
    }
}
