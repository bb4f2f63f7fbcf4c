using Audio2Mqtt.Torch.Tests.Classification;
using Audio2Mqtt.Torch.Training;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Training;

/// <summary>Training on clips and on changed copies of them.</summary>
[Collection(ClassifierTests.CountsTensors)]
public sealed class TwoPassTests
{
    private static TrainerOptions Small => new() { Head = new() { Hidden = [16] }, Epochs = 30, BatchSize = 16, LearningRate = 0.02 };

    [Fact]
    public void Copies_are_learnt_and_the_clips_themselves_are_not_forgotten()
    {
        // Class 0 is at x = 1 and class 1 at x = -1; copies lie on the other axis, where the clips say nothing.
        using var store = Store();
        var samples = Samples();
        using var trained = new HeadTrainer(Small).Train(store, samples, samples, 2);
        foreach (var sample in samples)
        {
            var logits = HeadTrainer.Logits(trained.Head, store.Rows(sample.Clip, sample.Copy));
            Assert.Equal(sample.Label, logits[0] > logits[1] ? 0 : 1);
        }

        Assert.NotNull(trained.BestFirstEpoch);
        using var without = new HeadTrainer(Small).Train(store, [.. samples.Where(sample => sample.Copy == 0)], [], 2);
        Assert.Null(without.BestFirstEpoch);
    }

    [Fact]
    public void Both_passes_repeat_bit_by_bit()
    {
        using var store = Store();
        float[] Logits()
        {
            using var trained = new HeadTrainer(Small with { Seed = 4, Mixup = 0.2 }).Train(store, Samples(), Samples(), 2);
            return HeadTrainer.Logits(trained.Head, [0.3f, -0.2f]);
        }

        Assert.Equal(Logits(), Logits());
    }

    [Fact]
    public void An_interruption_in_the_second_pass_keeps_a_head()
    {
        using var store = Store();
        using var stop = new CancellationTokenSource();
        var told = new Told(record =>
        {
            if (record.Epoch == 32) stop.Cancel(); // the second of the second pass
        });
        using var trained = new HeadTrainer(Small).Train(store, Samples(), Samples(), 2, told, stop.Token);
        Assert.True(trained.IsInterrupted);
        Assert.Equal([16], trained.Head.Options.Hidden);
    }

    [Fact]
    public void An_interruption_between_the_passes_keeps_the_first_head()
    {
        using var store = Store();
        using var stop = new CancellationTokenSource();
        var told = new Told(record =>
        {
            if (record.Epoch == 30) stop.Cancel();
        });
        using var trained = new HeadTrainer(Small).Train(store, Samples(), Samples(), 2, told, stop.Token);
        Assert.True(trained.IsInterrupted);
        Assert.Equal(30, trained.History.Count);
    }

    private static EmbeddingStore Store()
    {
        var store = new EmbeddingStore(2);
        var random = new Random(5);
        float Near(float value) => value + (0.2f * (float)(random.NextDouble() - 0.5));
        foreach (var sample in Samples())
        {
            var side = sample.Label == 0 ? 1f : -1f;
            store.Add(new(sample.Clip, sample.Copy, sample.Copy == 0 ? [Near(side), Near(0)] : [Near(0), Near(side)], [-20f]));
        }

        return store;
    }

    private static TrainingSample[] Samples() =>
        [.. Enumerable.Range(0, 40).SelectMany(clip => (TrainingSample[])[new(clip, 0, clip % 2), new(clip, 1, clip % 2)])];

    private sealed class Told(Action<EpochRecord> told) : IProgress<EpochRecord>
    {
        public void Report(EpochRecord value) => told(value);
    }
}
