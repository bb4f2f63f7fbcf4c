using Xunit;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Optim;

public sealed class UpdateRuleTests
{
    // Doubles on both sides; the order of operations may differ, which costs a few units in the last place a step.
    private const double Tolerance = 1e-12;
    private const int Steps = 25;

    [Theory]
    [InlineData(0.1, 0, 0, 0, false, false)]
    [InlineData(0.1, 0.9, 0, 0, false, false)]
    [InlineData(0.05, 0.9, 0.3, 0, false, false)]
    [InlineData(0.05, 0.8, 0, 0, true, false)]
    [InlineData(0.05, 0.8, 0, 0.1, true, false)]
    [InlineData(0.1, 0, 0, 0.2, false, false)]
    [InlineData(0.01, 0.5, 0.1, 0.01, false, false)]
    [InlineData(0.01, 0, 0, 0, false, true)]
    [InlineData(0.01, 0.7, 0, 0, false, true)]
    public void SGD_steps_as_its_rule_says(double rate, double momentum, double dampening, double decay, bool nesterov, bool maximize)
    {
        using var bowl = new Bowl();
        using var optimizer = optim.SGD([bowl.X], rate, momentum, dampening, decay, nesterov, maximize);
        var rule = new UpdateRule.Sgd(rate, momentum, dampening, decay, nesterov, maximize);
        for (var step = 1; step <= Steps; step++)
        {
            bowl.Step(optimizer);
            AssertClose(UpdateRule.Run(rule, step), bowl.Values());
        }
    }

    [Theory]
    [InlineData(1e-3, 0.9, 0.999, 1e-8, 0, false, false)]
    [InlineData(0.1, 0.8, 0.9, 1e-8, 0, false, false)]
    [InlineData(0.05, 0.9, 0.999, 1e-2, 0, false, false)]
    [InlineData(0.05, 0.9, 0.99, 1e-8, 0.1, false, false)]
    [InlineData(0.3, 0.9, 0.6, 1e-8, 0, true, false)]
    [InlineData(0.3, 0.5, 0.5, 1e-6, 0.05, true, false)]
    [InlineData(0.01, 0.9, 0.999, 1e-8, 0, false, true)]
    [InlineData(0.05, 0, 0.9, 1e-8, 0, false, false)]
    public void Adam_and_AdamW_step_as_their_rules_say(
        double rate, double beta1, double beta2, double eps, double decay, bool amsgrad, bool maximize)
    {
        using var bowl = new Bowl();
        using var decoupledBowl = new Bowl();
        using var adam = optim.Adam([bowl.X], rate, beta1, beta2, eps, decay, amsgrad, maximize);
        using var adamW = optim.AdamW([decoupledBowl.X], rate, beta1, beta2, eps, decay, amsgrad, maximize);
        var rule = new UpdateRule.Adam(rate, beta1, beta2, eps, decay, amsgrad, maximize);
        for (var step = 1; step <= Steps; step++)
        {
            bowl.Step(adam);
            decoupledBowl.Step(adamW);
            AssertClose(UpdateRule.Run(rule, step, decoupled: false), bowl.Values());
            AssertClose(UpdateRule.Run(rule, step, decoupled: true), decoupledBowl.Values());
        }
    }

    [Fact]
    public void The_first_step_of_Adam_is_the_rate_towards_the_minimum_whatever_the_gradient()
    {
        using var bowl = new Bowl();
        using var optimizer = optim.Adam([bowl.X], lr: 0.01, eps: 0);
        bowl.Step(optimizer);
        for (var k = 0; k < Bowl.Start.Length; k++)
            Assert.Equal(Bowl.Start[k] + 0.01 * Math.Sign(Bowl.Lowest[k] - Bowl.Start[k]), bowl.Values()[k], Tolerance);
    }

    [Fact]
    public void Without_arguments_AdamW_decays_nothing()
    {
        using var bowl = new Bowl();
        using var optimizer = optim.AdamW([bowl.X]);
        bowl.Step(optimizer);
        AssertClose(UpdateRule.Run(new UpdateRule.Adam(1e-3), 1, decoupled: true), bowl.Values());
    }

    [Fact]
    public void Every_optimizer_finds_the_bottom_of_a_bowl()
    {
        Func<Bowl, optim.Optimizer>[] makers =
        [
            bowl => optim.SGD([bowl.X], 0.1),
            bowl => optim.SGD([bowl.X], 0.05, momentum: 0.9, nesterov: true),
            bowl => optim.Adam([bowl.X], 0.05),
            bowl => optim.AdamW([bowl.X], 0.05),
            bowl => optim.Adam([bowl.X], 0.05, amsgrad: true),
        ];
        foreach (var make in makers)
        {
            using var bowl = new Bowl();
            using var optimizer = make(bowl);
            for (var step = 0; step < 1500; step++)
                bowl.Step(optimizer);
            var values = bowl.Values();
            for (var k = 0; k < values.Length; k++)
                Assert.Equal(Bowl.Lowest[k], values[k], 1e-3); // Adam's last steps are of the order of the rate times a vanishing ratio
        }
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        for (var k = 0; k < expected.Length; k++)
            Assert.Equal(expected[k], actual[k], Tolerance);
    }
}
