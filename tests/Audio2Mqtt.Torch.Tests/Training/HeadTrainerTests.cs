using Audio2Mqtt.Torch.Tests.Classification;
using Audio2Mqtt.Torch.Training;
using TorchSharp;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Training;

[Collection(ClassifierTests.CountsTensors)]
public sealed class HeadTrainerTests
{
    private const int Classes = 4;

    [Theory]
    [InlineData(OptimizerKind.AdamW, ScheduleKind.Cosine, 0.2)]
    [InlineData(OptimizerKind.Adam, ScheduleKind.Plateau, 0)]
    [InlineData(OptimizerKind.AdamW, ScheduleKind.Constant, 0)]
    public void Clusters_that_are_apart_are_learnt(OptimizerKind optimizer, ScheduleKind schedule, double mixup)
    {
        using var store = Embeddings.Clusters(120, Classes, 32, spread: 0.5f);
        var options = Small with { Optimizer = optimizer, Schedule = schedule, Mixup = mixup };
        using var trained = new HeadTrainer(options).Train(store, Embeddings.Samples(0, 80, Classes), Embeddings.Samples(80, 120, Classes), Classes);
        // Centres are 8 apart on average, deviations 0.5: nothing overlaps.
        Assert.Equal(1, trained.History[trained.BestEpoch - 1].ValidationAccuracy);
        Assert.False(trained.IsInterrupted);
        Assert.False(trained.Head.training);
    }

    [Fact]
    public void Equal_seeds_give_equal_weights_and_others_do_not()
    {
        using var store = Embeddings.Clusters(40, Classes, 16, spread: 1);
        float[] Weights(long seed)
        {
            using var trained = new HeadTrainer(Small with { Seed = seed, Mixup = 0.2 }).Train(store, Embeddings.Samples(0, 40, Classes), [], Classes);
            return HeadTrainer.Logits(trained.Head, store.Rows(0, 0));
        }

        Assert.Equal(Weights(5), Weights(5));
        Assert.NotEqual(Weights(5), Weights(6));
    }

    [Fact]
    public void The_best_epoch_is_kept_and_patience_ends_training()
    {
        // Labels of the validation clips are wrong: it becomes worse with every epoch.
        using var store = Embeddings.Clusters(80, Classes, 16, spread: 0.3f);
        var wrong = Embeddings.Samples(60, 80, Classes).Select(sample => sample with { Label = (sample.Label + 1) % Classes }).ToArray();
        using var trained = new HeadTrainer(Small with { Epochs = 50, Patience = 3 }).Train(store, Embeddings.Samples(0, 60, Classes), wrong, Classes);
        Assert.Equal(trained.History.MinBy(record => record.ValidationLoss)!.Epoch, trained.BestEpoch);
        Assert.Equal(trained.BestEpoch + 3, trained.History.Count);
    }

    [Fact]
    public void An_interruption_keeps_the_best_so_far()
    {
        using var store = Embeddings.Clusters(40, Classes, 16, spread: 1);
        using var stop = new CancellationTokenSource();
        var progress = new Told(record =>
        {
            if (record.Epoch == 3) stop.Cancel();
        });
        using var trained = new HeadTrainer(Small with { Epochs = 1000 }).Train(
            store, Embeddings.Samples(0, 30, Classes), Embeddings.Samples(30, 40, Classes), Classes, progress, stop.Token);
        Assert.True(trained.IsInterrupted);
        Assert.Equal(3, trained.History.Count);
    }

    [Fact]
    public void Balancing_makes_a_rare_class_count_as_much_as_a_frequent_one()
    {
        // 400 of one class and 8 of the other, overlapping: without balancing the rare one is hardly ever said.
        using var store = new EmbeddingStore(2);
        var random = new Random(2);
        var samples = new List<TrainingSample>();
        for (var clip = 0; clip < 408; clip++)
        {
            var label = clip < 400 ? 0 : 1;
            float[] values = [(float)(random.NextDouble() * 2) + label, (float)random.NextDouble()];
            store.Add(new(clip, 0, values, [-10f]));
            samples.Add(new(clip, 0, label));
        }

        // Halfway the densities are equal: what balancing should call even.
        double RareAtMiddle(double balance)
        {
            using var trained = new HeadTrainer(Small with { Balance = balance, Epochs = 40, LabelSmoothing = 0 }).Train(store, samples, [], 2);
            var logits = HeadTrainer.Logits(trained.Head, [1.5f, 0.5f]);
            return 1 / (1 + Math.Exp(logits[0] - logits[1]));
        }

        Assert.InRange(RareAtMiddle(0), 0, 0.2);
        Assert.InRange(RareAtMiddle(1), 0.3, 0.9);
    }

    [Fact]
    public void Training_leaves_no_tensors_behind()
    {
        using var store = Embeddings.Clusters(40, Classes, 16, spread: 1);
        void Train() => new HeadTrainer(Small with { Mixup = 0.2 })
            .Train(store, Embeddings.Samples(0, 30, Classes), Embeddings.Samples(30, 40, Classes), Classes).Dispose();
        Train();
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        for (var k = 0; k < 3; k++) Train();
        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    private static TrainerOptions Small => new() { Head = new() { Hidden = [16] }, Epochs = 15, BatchSize = 16, LearningRate = 0.01 };

    private sealed class Told(Action<EpochRecord> told) : IProgress<EpochRecord>
    {
        public void Report(EpochRecord value) => told(value);
    }
}
