using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Network.Weights;
using Audio2Mqtt.Torch.Tests.Golden;
using Audio2Mqtt.Torch.Tests.Network.Weights;
using Audio2Mqtt.Torch.Training;
using Audio2Mqtt.Torch.Training.Augmentation;
using Audio2Mqtt.Torch.Training.FineTuning;
using Xunit;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Training.FineTuning;

public sealed class FineTunerTests : IDisposable
{
    private static readonly FineTuneOptions Quick = new() { Layers = 1, Epochs = 4, LearningRate = 0.02, BatchSize = 4, Device = ComputeDevice.Cpu, Seed = 1 };
    private readonly Yamnet network = GenuineWeights.Has(GenuineWeights.Lite) ? GenuineYamnet.Load("lite6") : Yamnet.Load(SyntheticYamnet.Create());
    private readonly YamnetEmbedder embedder;

    public FineTunerTests() => embedder = new YamnetEmbedder(network);

    public void Dispose()
    {
        embedder.Dispose();
        network.Dispose();
    }

    [GenuineWeightsFact(GenuineWeights.Lite)]
    public async Task Fine_tuning_that_helps_gives_a_network_whose_frozen_layers_are_the_old_ones()
    {
        using var beeps = new Beeps(embedder);
        using var head = beeps.Head(epochs: 1);
        var before = network.ToWeights();
        var outcome = await new FineTuner(Quick, []).TrainAsync(network, head, beeps.Data, beeps.HeldOut);
        Assert.True(outcome.Loss < outcome.FrozenLoss, $"{outcome.Loss} {outcome.FrozenLoss}");
        Assert.True(outcome.Accuracy >= outcome.FrozenAccuracy);
        Assert.Equal((4, outcome.History[outcome.BestEpoch - 1].ValidationLoss), (outcome.History.Count, outcome.Loss));
        Assert.Equal(outcome.Accuracy, outcome.HeldOutReport!.Clips!.Accuracy);
        Assert.NotNull(outcome.Calibration);
        Assert.Equal(["layer14"], Changed(before, outcome.Backbone!));
        Assert.Empty(network.Trainable());
    }

    [GenuineWeightsFact(GenuineWeights.Lite)]
    public async Task Fine_tuning_that_harms_leaves_network_and_head_as_they_were()
    {
        using var beeps = new Beeps(embedder);
        using var head = beeps.Head(epochs: 60);
        var (before, headBefore) = (network.ToWeights(), HeadTensors.Of(head));
        var outcome = await new FineTuner(Quick with { Layers = 14, LearningRate = 1, Epochs = 1 }, []).TrainAsync(network, head, beeps.Data, beeps.HeldOut);
        Assert.Equal((0, outcome.FrozenLoss, outcome.FrozenAccuracy), (outcome.BestEpoch, outcome.Loss, outcome.Accuracy));
        Assert.True(outcome.History[0].ValidationLoss > outcome.FrozenLoss);
        Assert.Null(outcome.Backbone);
        Assert.Null(outcome.Calibration);
        Assert.Null(outcome.HeldOutReport);
        Assert.Empty(Changed(before, network.ToWeights()));
        Assert.All(headBefore.Zip(HeadTensors.Of(head)), pair => Assert.Equal(pair.First.Data, pair.Second.Data));
    }

    // With the network of ReLUs: libtorch 1.13 has no gradient of ReLU6 in 16 bits on the CPU (on a GPU it has).
    [GenuineWeightsFact(GenuineWeights.Hub)]
    public async Task In_16_bits_the_frozen_layers_lose_nothing_and_it_still_learns()
    {
        using var relu = GenuineYamnet.Load("hub");
        using var hears = new YamnetEmbedder(relu);
        using var beeps = new Beeps(hears);
        using var head = beeps.Head(epochs: 1);
        var before = relu.ToWeights();
        var outcome = await new FineTuner(Quick with { Layers = 2 }, []) { IsMixedPrecision = true }.TrainAsync(relu, head, beeps.Data, beeps.HeldOut);
        Assert.True(outcome.Loss < outcome.FrozenLoss, $"{outcome.Loss} {outcome.FrozenLoss}");
        Assert.Equal(["layer13", "layer14"], Changed(before, outcome.Backbone!));

        // The kept weights have more digits than the 8 bits of a bfloat16.
        Assert.Contains(outcome.Backbone!["layer14.pointwise_conv.weight"].Data, value => (BitConverter.SingleToUInt32Bits(value) & 0xFFFF) != 0);
    }

    [GenuineWeightsFact(GenuineWeights.Lite)]
    public async Task The_same_seed_gives_the_same_network()
    {
        NoiseTransform[] noises = [new(NoiseColour.White, 10)];
        using var beeps = new Beeps(embedder, noises);
        var results = new List<YamnetWeights>();
        for (var run = 0; run < 2; run++)
        {
            using var own = GenuineYamnet.Load("lite6");
            using var head = beeps.Head(epochs: 1);
            var outcome = await new FineTuner(Quick, noises).TrainAsync(own, head, beeps.Data, beeps.HeldOut);
            results.Add(outcome.Backbone!);
        }

        Assert.Empty(Changed(results[0], results[1]));
    }

    [GenuineWeightsFact(GenuineWeights.Lite)]
    public async Task Interrupted_it_keeps_the_best_so_far()
    {
        using var beeps = new Beeps(embedder);
        using var head = beeps.Head(epochs: 1);
        using var interrupt = new CancellationTokenSource();
        var progress = new Interrupter(interrupt);
        var outcome = await new FineTuner(Quick, []).TrainAsync(
            network, head, beeps.Data, beeps.HeldOut, progress: progress, cancellationToken: interrupt.Token);
        Assert.Equal(2, outcome.History.Count);
        Assert.InRange(outcome.BestEpoch, 1, 2);
        Assert.NotNull(outcome.Backbone);
    }

    [Fact]
    public void A_gain_that_may_be_luck_is_none()
    {
        static FineTuneScores Scores(double accuracy, params double[] losses) => new(losses.Average(), accuracy, accuracy, losses, []);

        // By hand: gains .1 .1 .2 .2 have mean .15, deviation .0577 and standard error .0289; gains 0 0 0 .6 the same mean and an error of .15.
        var frozen = Scores(0.75, 1, 1, 1, 1);
        Assert.True(Scores(0.75, 0.9, 0.9, 0.8, 0.8).IsClearlyBetter(frozen));
        Assert.False(Scores(0.75, 1, 1, 1, 0.4).IsClearlyBetter(frozen));
        Assert.False(Scores(0.5, 0.9, 0.9, 0.8, 0.8).IsClearlyBetter(frozen));
        Assert.False(Scores(1, 0.1).IsClearlyBetter(Scores(0, 2)));
    }

    [Fact]
    public void A_GPU_that_is_not_here_is_told_with_what_to_do()
    {
        if (cuda.is_available()) return;
        var error = Assert.Throws<DeviceException>(() => ComputeDevices.IsCuda(ComputeDevice.Cuda));
        Assert.StartsWith("--device cuda: no CUDA device can be used; check that nvidia-smi lists one", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("or train with --device cpu", error.Message, StringComparison.Ordinal);
        Assert.False(ComputeDevices.IsCuda(ComputeDevice.Auto));
    }

    [GenuineWeightsFact(GenuineWeights.Lite)]
    public void Gradients_come_to_the_open_layers_only()
    {
        foreach (var count in (int[])[2, 9, 14])
        {
            using var scope = NewDisposeScope();
            using var own = GenuineYamnet.Load("lite6");
            own.UnfreezeLast(count);
            own.EmbedForTraining(rand([2, 96, 64])).sum().backward();
            string[] expected = [.. Enumerable.Range(15 - count, count).Select(layer => $"layer{layer}")];
            var withGradient = own.named_parameters().Where(item => item.parameter.grad is { } gradient && gradient.abs().sum().item<float>() > 0);
            Assert.Equal(expected, withGradient.Select(item => item.name.Split('.')[0]).Distinct());
            Assert.All(own.named_parameters(), item => Assert.Equal(expected.Contains(item.name.Split('.')[0]), item.parameter.grad is not null));
        }
    }

    [GenuineWeightsFact(GenuineWeights.Lite)]
    public void What_is_packed_for_speed_follows_a_step()
    {
        using var scope = NewDisposeScope();
        var patches = rand([3, 96, 64]);
        Tensor Fast()
        {
            using var mode = inference_mode();
            return network.Embed(patches);
        }

        var before = Fast();
        network.UnfreezeLast(2);
        using var adam = new RelativeAdam(network.Trainable(), network.Trainable());
        network.EmbedForTraining(patches).sum().backward();
        adam.Step(0.05);
        using var _ = no_grad();
        var (fast, plain) = (Fast(), network.Embed(patches));
        Assert.True((fast - before).abs().max().item<float>() > 0.01f);
        Assert.True((fast - plain).abs().max().item<float>() < 1e-4f); // two kernels' roundings
    }

    [GenuineWeightsFact(GenuineWeights.Lite)]
    public void Epochs_leave_no_tensor_behind()
    {
        using var beeps = new Beeps(embedder);
        using var head = beeps.Head(epochs: 1);
        network.UnfreezeLast(1);
        using var samples = new FineTuneSamples(beeps.Data, [], Quick);
        int[] clips = [.. beeps.Data.Clips];
        using var step = new FineTuneStep(network, head, [.. beeps.Data.Labels], Quick, CPU, isMixedPrecision: false);
        void Epoch(int epoch)
        {
            step.Epoch(samples, clips, epoch, default);
            step.ToKept();
        }

        Epoch(1);
        var before = TorchSharp.DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        for (var epoch = 2; epoch <= 4; epoch++) Epoch(epoch);
        Assert.Equal(before, TorchSharp.DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    private static string[] Changed(YamnetWeights before, YamnetWeights after) =>
        [.. before.Tensors.Where(tensor => !tensor.Data.AsSpan().SequenceEqual(after[tensor.Name].Data)).Select(tensor => tensor.Name.Split('.')[0]).Distinct()];

    private sealed class Interrupter(CancellationTokenSource source) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Done == 2) source.Cancel();
        }
    }
}
