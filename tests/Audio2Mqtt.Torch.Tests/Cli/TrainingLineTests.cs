using Audio2Mqtt.Torch.Cli.Rendering;
using Audio2Mqtt.Torch.Training;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Cli;

public sealed class TrainingLineTests
{
    private static readonly TrainingProgress Epoch = new(TrainingStage.Validating, 25, 50, new(25, 0.1234, 0.987, 0.2, 0.95, 0.0005));

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(200)]
    public void A_line_never_wraps(int width) => Assert.InRange(TrainingLine.Describe(Epoch, TimeSpan.FromSeconds(61), width).Length, 1, width - 1);

    [Fact]
    public void A_line_tells_stage_epoch_time_left_loss_accuracy_and_rate() =>
        Assert.Equal(
            "━━━━━━━━━━━━──────────── training: epoch 25/50, 1:01 left, loss 0.123, accuracy 0.987, held out 0.950, rate 5.0e-4",
            TrainingLine.Describe(Epoch, TimeSpan.FromSeconds(61), 200));

    [Fact]
    public void Clips_are_counted_while_they_are_embedded() =>
        Assert.Equal(
            "━━━━━━━━━━━━━━━━━━────── embedding: 3/4 clips, 0:20 left",
            TrainingLine.Describe(new(TrainingStage.Embedding, 3, 4), TimeSpan.FromMinutes(1), 100));
}
