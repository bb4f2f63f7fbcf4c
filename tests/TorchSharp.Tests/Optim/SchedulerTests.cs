using Xunit;
using static TorchSharp.torch.optim;
using static TorchSharp.torch.optim.lr_scheduler;

namespace TorchSharp.Tests.Optim;

public sealed class SchedulerTests
{
    // The schedulers multiply epoch by epoch, the closed forms do not.
    private const double Tolerance = 1e-12;
    private const int Epochs = 30;

    public static TheoryData<string> Names => [.. Table.Keys];

    // The scheduler over an optimizer, and its rate at an epoch where the base rate is 1.
    private static Dictionary<string, (Func<Optimizer, LRScheduler> Make, Func<int, double> Rate)> Table { get; } = new()
    {
        ["step"] = (o => StepLR(o, 4, 0.5), e => Math.Pow(0.5, e / 4)),
        ["step, by default a tenth"] = (o => StepLR(o, 10), e => Math.Pow(0.1, e / 10)),
        ["milestones"] = (o => MultiStepLR(o, [3, 8, 20], 0.5), e => e < 3 ? 1 : e < 8 ? 0.5 : e < 20 ? 0.25 : 0.125),
        ["exponential"] = (o => ExponentialLR(o, 0.9), e => Math.Pow(0.9, e)),
        ["constant"] = (o => ConstantLR(o, 0.25, 6), e => e < 6 ? 0.25 : 1),
        ["constant, by default a third for 5 epochs"] = (o => ConstantLR(o), e => e < 5 ? 1.0 / 3 : 1),
        ["linear"] = (o => LinearLR(o, 0.2, 0.8, 10), e => 0.2 + 0.6 * Math.Min(e, 10) / 10),
        ["linear, by default from a third in 5 epochs"] = (o => LinearLR(o), e => 1.0 / 3 + 2.0 / 3 * Math.Min(e, 5) / 5),
        ["cosine"] = (o => CosineAnnealingLR(o, 10), e => (1 + Math.Cos(Math.PI * e / 10)) / 2),
        ["lambda"] = (o => LambdaLR(o, e => 1.0 / (1 + e)), e => 1.0 / (1 + e)),
        ["warm-up, then cosine"] = (
            o => SequentialLR(o, [LinearLR(o, 0.1, 1, 5), CosineAnnealingLR(o, 20)], [5]),
            e => e < 5 ? 0.1 + 0.9 * e / 5 : (1 + Math.Cos(Math.PI * (e - 5) / 20)) / 2),
        ["three in sequence"] = (
            o => SequentialLR(o, [ConstantLR(o, 0.1, 100), ExponentialLR(o, 0.9), StepLR(o, 2, 0.5)], [4, 9]),
            e => e < 4 ? 0.1 : e < 9 ? Math.Pow(0.9, e - 4) : Math.Pow(0.5, (e - 9) / 2)),
#if !TORCHSHARP_PACKAGE
        // How near the official package comes to PyTorch in these is not known.
        ["polynomial"] = (o => PolynomialLR(o, 12, 2), e => Math.Pow(1 - Math.Min(e, 12) / 12.0, 2)),
        ["multiplicative"] = (o => MultiplicativeLR(o, e => e / (1.0 + e)), e => 1.0 / (1 + e)),
        ["chained"] = (o => ChainedLR([ConstantLR(o, 0.5, 4), ExponentialLR(o, 0.9)]), e => Math.Pow(0.9, e) * (e < 4 ? 0.5 : 1)),
#endif
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_schedule_follows_its_closed_form(string name)
    {
        var (make, rate) = Table[name];
        using var scheduled = new Scheduled();
        var rates = scheduled.Follow(make(scheduled.Optimizer), Epochs);
        for (var epoch = 0; epoch < Epochs; epoch++)
            Assert.Equal(rate(epoch), rates[epoch], Tolerance);
    }

    [Fact]
    public void A_cosine_ends_at_its_lowest_rate_in_every_group()
    {
        using var scheduled = new Scheduled();
        var scheduler = CosineAnnealingLR(scheduled.Optimizer, 8, eta_min: 0.1);
        for (var epoch = 1; epoch <= 8; epoch++)
        {
            scheduler.step();
            var height = (1 + Math.Cos(Math.PI * epoch / 8)) / 2;
            Assert.Equal(0.1 + 0.9 * height, scheduled.Rates[0], Tolerance);
            Assert.Equal(0.1 + 0.4 * height, scheduled.Rates[1], Tolerance);
        }
    }

#if !TORCHSHARP_PACKAGE
    [Fact]
    public void An_epoch_named_outright_is_reached_by_the_closed_form()
    {
        using var scheduled = new Scheduled();
        var scheduler = ExponentialLR(scheduled.Optimizer, 0.5);
        scheduler.step(epoch: 3);
        Assert.Equal([0.125, 0.0625], scheduled.Rates);
        scheduler.step();
        Assert.Equal([0.0625, 0.03125], scheduled.Rates);
    }
#endif

    [Fact]
    public void Every_group_may_have_its_own_function()
    {
        using var scheduled = new Scheduled();
        var scheduler = new impl.LambdaLR(scheduled.Optimizer, [epoch => 1 + epoch, epoch => 1 - 0.1 * epoch]);
        scheduler.step();
        scheduler.step();
        Assert.Equal(3, scheduled.Rates[0], Tolerance);
        Assert.Equal(0.4, scheduled.Rates[1], Tolerance);
    }

    [Fact]
    public void The_optimizer_steps_with_the_scheduled_rate()
    {
        using var bowl = new Bowl();
        using var optimizer = SGD([bowl.X], 0.1);
        var scheduler = StepLR(optimizer, 2, 0.1);
        var expected = (double[])Bowl.Start.Clone();
        for (var epoch = 0; epoch < 6; epoch++)
        {
            bowl.Step(optimizer);
            scheduler.step();
            for (var k = 0; k < expected.Length; k++)
                expected[k] -= 0.1 * Math.Pow(0.1, epoch / 2) * Bowl.Gradient(k, expected[k]);
        }

        for (var k = 0; k < expected.Length; k++)
            Assert.Equal(expected[k], bowl.Values()[k], Tolerance);
    }
}
