#if !TORCHSHARP_PACKAGE
// Cycles follow PyTorch's formulas here; how near the official package comes to them in every mode is not known.
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.optim.lr_scheduler;
using Cyclic = TorchSharp.torch.optim.lr_scheduler.impl.CyclicLR;
using OneCycle = TorchSharp.torch.optim.lr_scheduler.impl.OneCycleLR;

namespace TorchSharp.Tests.Optim;

public sealed class CyclicTests
{
    private const double Tolerance = 1e-12;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void One_cycle_goes_up_along_a_cosine_and_far_down_and_the_momentum_against_it(bool adaptive)
    {
        using var x = new Parameter(ones(1));
        using var optimizer = adaptive ? optim.AdamW([x], 1) : (optim.Optimizer)optim.SGD([x], 1, momentum: 0.9);
        var scheduler = OneCycleLR(optimizer, max_lr: 2, total_steps: 20);
        // Epochs 0 to 5 up from 2/25 to 2, epochs 5 to 19 down to 2/25/10000; momentum 0.95 down to 0.85 and up again.
        for (var epoch = 0; epoch < 20; epoch++)
        {
            var (start, end, part) = epoch <= 5 ? (0.08, 2.0, epoch / 5.0) : (2.0, 8e-6, (epoch - 5) / 14.0);
            var (from, to) = epoch <= 5 ? (0.95, 0.85) : (0.85, 0.95);
            Assert.Equal(Cosine(start, end, part), optimizer.ParamGroups.Single().LearningRate, Tolerance);
            Assert.Equal(Cosine(from, to, part), Momentum(optimizer), Tolerance);
            optimizer.step();
            scheduler.step();
        }
    }

    [Fact]
    public void One_cycle_of_three_phases_returns_to_the_first_rate_on_the_way()
    {
        using var x = new Parameter(ones(1));
        using var optimizer = optim.SGD([x], 1, momentum: 0.9);
        var scheduler = OneCycleLR(
            optimizer, 1.0, epochs: 5, steps_per_epoch: 4, pct_start: 0.4, anneal_strategy: OneCycle.AnnealStrategy.Linear,
            div_factor: 10, final_div_factor: 100, three_phase: true);
        List<double> rates = [];
        for (var epoch = 0; epoch < 20; epoch++)
        {
            rates.Add(optimizer.ParamGroups.Single().LearningRate);
            optimizer.step();
            scheduler.step();
        }

        Assert.Equal(0.1, rates[0], Tolerance);
        Assert.Equal(1.0, rates[7], Tolerance);       // 0.4 * 20 - 1
        Assert.Equal(0.1, rates[14], Tolerance);      // twice that
        Assert.Equal(0.001, rates[19], Tolerance);    // 0.1 / 100
        Assert.Equal(0.1 + 0.9 * 3 / 7, rates[3], Tolerance);
        Assert.Equal(1.0 - 0.9 * 2 / 7, rates[9], Tolerance);
        Assert.Equal(0.1 - 0.099 * 2 / 5, rates[16], Tolerance);
    }

    [Fact]
    public void A_triangle_goes_between_its_bounds_and_the_momentum_against_it()
    {
        using var x = new Parameter(ones(1));
        using var optimizer = optim.SGD([x], 0.1, momentum: 0.9);
        var scheduler = CyclicLR(optimizer, 0.1, 0.5, step_size_up: 4, step_size_down: 2);
        for (var epoch = 0; epoch < 24; epoch++)
        {
            var height = epoch % 6 <= 4 ? epoch % 6 / 4.0 : (6 - epoch % 6) / 2.0;
            Assert.Equal(0.1 + 0.4 * height, optimizer.ParamGroups.Single().LearningRate, Tolerance);
            Assert.Equal(0.9 - 0.1 * height, Momentum(optimizer), Tolerance);
            optimizer.step();
            scheduler.step();
        }
    }

    [Theory]
    [InlineData(Cyclic.Mode.Triangular2)]
    [InlineData(Cyclic.Mode.ExpRange)]
    public void The_height_of_the_triangles_shrinks(Cyclic.Mode mode)
    {
        using var x = new Parameter(ones(1));
        using var optimizer = optim.SGD([x], 0.1);
        var scheduler = CyclicLR(optimizer, 0.1, 0.5, step_size_up: 5, mode: mode, gamma: 0.95, cycle_momentum: false);
        for (var epoch = 0; epoch < 40; epoch++)
        {
            var height = 1 - Math.Abs(epoch % 10 - 5) / 5.0;
            height *= mode == Cyclic.Mode.Triangular2 ? Math.Pow(0.5, epoch / 10) : Math.Pow(0.95, epoch);
            Assert.Equal(0.1 + 0.4 * height, optimizer.ParamGroups.Single().LearningRate, Tolerance);
            optimizer.step();
            scheduler.step();
        }
    }

    private static double Cosine(double start, double end, double part) => end + (start - end) * (1 + Math.Cos(Math.PI * part)) / 2;

    private static double Momentum(optim.Optimizer optimizer) => optimizer.ParamGroups.Single() switch
    {
        optim.IMomentum group => group.Momentum,
        var group => ((optim.IBetas)group).Betas.Item1,
    };
}
#endif
