using System.Runtime.InteropServices;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Optim;

public sealed class OptimizerTests
{
    private const double Tolerance = 1e-12;

    public static TheoryData<string> Kinds => ["SGD", "Adam", "AdamW"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_parameter_without_a_gradient_is_left_alone(string kind)
    {
        using var bowl = new Bowl();
        using var idle = new Parameter(ones(3));
        using var optimizer = Make(kind, [idle, bowl.X]);
        bowl.Step(optimizer);
        Assert.Null(idle.grad);
        Assert.Equal(3f, Sum(idle));
        Assert.NotEqual(Bowl.Start, bowl.Values());
    }

    [Fact]
    public void Zero_grad_fills_with_zeros_and_keeps_the_memory()
    {
        using var bowl = new Bowl();
        using var optimizer = optim.SGD([bowl.X], 0.1);
        optimizer.zero_grad();
        Assert.Null(bowl.X.grad);
        using var loss = bowl.Loss();
        loss.backward();
        using var gradient = bowl.X.grad;
        Assert.NotEqual(0, Math.Abs(gradient![0].item<double>()));
        optimizer.zero_grad();
        using var after = bowl.X.grad;
        Assert.NotNull(after);
        Assert.Equal(0.0, gradient.abs().sum().item<double>());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_closure_computes_gradients_and_its_loss_is_returned(string kind)
    {
        using var bowl = new Bowl();
        using var optimizer = Make(kind, [bowl.X]);
        using var before = bowl.Loss();
        using var loss = optimizer.step(() =>
        {
            optimizer.zero_grad();
            var value = bowl.Loss();
            value.backward();
            return value;
        });
        using var after = bowl.Loss();
        Assert.Equal(before.item<double>(), loss.item<double>());
        Assert.True(after.item<double>() < before.item<double>());
    }

    [Fact]
    public void Named_parameters_and_groups_make_the_same_optimizer()
    {
        using var plain = new Bowl();
        using var named = new Bowl();
        using var grouped = new Bowl();
        using var a = optim.AdamW([plain.X], 0.02, weight_decay: 0.1);
        using var b = optim.AdamW([("x", named.X)], 0.02, weight_decay: 0.1);
        using var c = optim.AdamW([new AdamW.ParamGroup([grouped.X], lr: 0.02, weight_decay: 0.1)]);
        for (var step = 0; step < 5; step++)
        {
            plain.Step(a);
            named.Step(b);
            grouped.Step(c);
        }

        Assert.Equal(plain.Values(), named.Values());
        Assert.Equal(plain.Values(), grouped.Values());
    }

    [Fact]
    public void A_group_has_its_own_options_and_takes_the_rest_from_the_optimizer()
    {
        using var first = new Bowl();
        using var second = new Bowl();
        using var optimizer = optim.SGD([first.X], 0.1, momentum: 0.5);
        optimizer.add_param_group(new SGD.ParamGroup { Parameters = [second.X], Options = new SGD.Options { LearningRate = 0.01 } });
        Assert.Equal([0.1, 0.01], optimizer.ParamGroups.Select(group => group.LearningRate));
        Assert.Equal(2, optimizer.parameters().Count());
        for (var step = 0; step < 4; step++)
        {
            using (var loss = first.Loss() + second.Loss())
            {
                optimizer.zero_grad();
                loss.backward();
            }

            optimizer.step();
        }

        AssertClose(UpdateRule.Run(new UpdateRule.Sgd(0.1, 0.5), 4), first.Values());
        AssertClose(UpdateRule.Run(new UpdateRule.Sgd(0.01, 0.5), 4), second.Values());
    }

    [Fact]
    public void The_learning_rate_set_by_hand_holds_from_the_next_step()
    {
        using var bowl = new Bowl();
        using var optimizer = optim.SGD([bowl.X], 0.1);
        foreach (var group in optimizer.ParamGroups)
            group.LearningRate = 0.025;
        bowl.Step(optimizer);
        AssertClose(UpdateRule.Run(new UpdateRule.Sgd(0.025), 1), bowl.Values());
    }

    [Fact]
    public void A_step_counts_as_a_change_in_place()
    {
        using var bowl = new Bowl();
        using var optimizer = optim.AdamW([bowl.X], 0.1);
        using var scope = NewDisposeScope();
        var loss = (bowl.X * bowl.X).sum();
        loss.backward(retain_graph: true);
        optimizer.step();
        var error = Assert.Throws<ExternalException>(() => loss.backward());
        Assert.Contains("modified by an inplace operation", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void State_made_or_grown_inside_a_scope_lives_on(string kind)
    {
        using var bowl = new Bowl();
        optim.Optimizer optimizer;
        using (NewDisposeScope())
        {
            optimizer = Make(kind, [bowl.X]);
            bowl.Step(optimizer);
        }

        using (NewDisposeScope())
            bowl.Step(optimizer);
        bowl.Step(optimizer);
        optimizer.Dispose();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Ten_thousand_steps_leave_the_count_of_tensors_flat(string kind)
    {
        using var bowl = new Bowl();
        using var optimizer = Make(kind, [bowl.X]);
        bowl.Step(optimizer);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount; // this thread's: other tests run beside
        for (var step = 0; step < 10_000; step++)
            bowl.Step(optimizer);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Disposing_frees_the_state_and_not_the_parameters(string kind)
    {
        using var bowl = new Bowl();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var optimizer = Make(kind, [bowl.X]);
        bowl.Step(optimizer);
        optimizer.Dispose();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.Equal(Bowl.Start.Length, bowl.Values().Length);
    }

    [Fact]
    public void Betas_and_momentum_are_turned_through_the_interfaces()
    {
        using var bowl = new Bowl();
        using var adam = optim.Adam([bowl.X]);
        var group = Assert.IsAssignableFrom<optim.IBetas>(adam.ParamGroups.Single());
        group.Betas = (0.5, 0.75);
        Assert.Equal((0.5, 0.75), group.Betas);
        using var sgd = optim.SGD([bowl.X], 0.1, momentum: 0.9);
        Assert.Equal(0.9, Assert.IsAssignableFrom<optim.IMomentum>(sgd.ParamGroups.Single()).Momentum);
    }

#if !TORCHSHARP_PACKAGE
    // What the official package makes of these is not known here.
    [Fact]
    public void Options_out_of_range_are_refused()
    {
        using var x = new Parameter(ones(2));
        Assert.Throws<ArgumentException>(() => optim.Adam([x], lr: -1));
        Assert.Throws<ArgumentException>(() => optim.Adam([x], beta1: 1));
        Assert.Throws<ArgumentException>(() => optim.AdamW([x], eps: double.NaN));
        Assert.Throws<ArgumentException>(() => optim.AdamW([x], weight_decay: -0.1));
        Assert.Throws<ArgumentException>(() => optim.SGD([x], 0.1, nesterov: true));
        using var optimizer = optim.SGD([x], 0.1);
        Assert.Throws<ArgumentException>(() => optimizer.add_param_group(new SGD.ParamGroup([x])));
    }
#endif

    private static OptimizerHelper Make(string kind, IEnumerable<Parameter> parameters) => kind switch
    {
        "SGD" => optim.SGD(parameters, 0.05, momentum: 0.9),
        "Adam" => optim.Adam(parameters, 0.05, amsgrad: true),
        _ => optim.AdamW(parameters, 0.05, weight_decay: 0.01),
    };

    private static float Sum(Tensor tensor)
    {
        using var sum = tensor.sum();
        return sum.item<float>();
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        for (var k = 0; k < expected.Length; k++)
            Assert.Equal(expected[k], actual[k], Tolerance);
    }
}
