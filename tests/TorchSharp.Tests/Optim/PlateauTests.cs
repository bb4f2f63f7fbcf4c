using Xunit;
using static TorchSharp.torch.optim.lr_scheduler;

namespace TorchSharp.Tests.Optim;

public sealed class PlateauTests
{
    [Fact]
    public void The_rate_falls_after_more_than_patience_epochs_without_improvement()
    {
        using var scheduled = new Scheduled();
        var scheduler = ReduceLROnPlateau(scheduled.Optimizer, factor: 0.5, patience: 2);
        double[] losses = [1.0, 0.9, 0.9, 0.9, 0.9, 0.8, 0.8, 0.8, 0.8];
        double[] expected = [1.0, 1.0, 1.0, 1.0, 0.5, 0.5, 0.5, 0.5, 0.25]; // 0.9 three times more, then 0.8 three times more
        for (var epoch = 0; epoch < losses.Length; epoch++)
        {
            scheduler.step(losses[epoch]);
            Assert.Equal(expected[epoch], scheduled.Rates[0]);
            Assert.Equal(expected[epoch] / 2, scheduled.Rates[1]);
        }
    }

    [Fact]
    public void An_improvement_within_the_threshold_is_none()
    {
        using var scheduled = new Scheduled();
        var scheduler = ReduceLROnPlateau(scheduled.Optimizer, mode: "max", factor: 0.1, patience: 0, threshold: 0.1, threshold_mode: "abs");
        scheduler.step(0.50);
        scheduler.step(0.61);
        Assert.Equal(1.0, scheduled.Rates[0]);
        scheduler.step(0.69);
        Assert.Equal(0.1, scheduled.Rates[0], 1e-15);
    }

    [Fact]
    public void A_relative_threshold_is_a_part_of_the_best()
    {
        using var scheduled = new Scheduled();
        var scheduler = ReduceLROnPlateau(scheduled.Optimizer, factor: 0.5, patience: 0, threshold: 0.1);
        scheduler.step(10.0);
        scheduler.step(8.9);
        Assert.Equal(1.0, scheduled.Rates[0]);
        scheduler.step(8.1); // 8.9 * 0.9 = 8.01
        Assert.Equal(0.5, scheduled.Rates[0]);
    }

    [Fact]
    public void Epochs_of_cooldown_are_not_counted()
    {
        using var scheduled = new Scheduled();
        var scheduler = ReduceLROnPlateau(scheduled.Optimizer, factor: 0.5, patience: 0, cooldown: 2);
        scheduler.step(1.0);
        scheduler.step(1.0);
        Assert.Equal(0.5, scheduled.Rates[0]);
        scheduler.step(1.0);
        scheduler.step(1.0);
        Assert.Equal(0.5, scheduled.Rates[0]);
        scheduler.step(1.0);
        Assert.Equal(0.25, scheduled.Rates[0]);
    }

    [Theory]
    [InlineData(0.05, 0.2, 0.05, 0.2)]
    [InlineData(0.03, 0.03, 0.03)]
    public void The_rate_stops_at_the_lowest_of_its_group_or_of_all(double first, double second, params double[] lowest)
    {
        using var scheduled = new Scheduled();
        var scheduler = ReduceLROnPlateau(scheduled.Optimizer, factor: 0.1, patience: 0, min_lr: lowest);
        for (var epoch = 0; epoch < 10; epoch++)
            scheduler.step(1.0);
        Assert.Equal([first, second], scheduled.Rates);
    }

    [Fact]
    public void Without_a_metric_it_cannot_be_stepped()
    {
        using var scheduled = new Scheduled();
        var scheduler = ReduceLROnPlateau(scheduled.Optimizer);
        Assert.ThrowsAny<Exception>(() => scheduler.step());
    }
}
