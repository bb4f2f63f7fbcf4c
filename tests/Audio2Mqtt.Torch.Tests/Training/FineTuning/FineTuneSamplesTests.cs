using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Training.Augmentation;
using Audio2Mqtt.Torch.Training.FineTuning;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Training.FineTuning;

public class FineTuneSamplesTests
{
    private static readonly FineTuneOptions Options = new() { Layers = 1, PatchesPerClip = 2, Seed = 7 };

    [Fact]
    public void The_same_seed_clip_and_epoch_give_the_same_sample_and_others_another_one()
    {
        using var embedder = new SpectrumEmbedder(new());
        using var beeps = new Beeps(embedder);
        NoiseTransform[] noises = [new(NoiseColour.White, 10), new(NoiseColour.Pink, 5)];
        using var samples = new FineTuneSamples(beeps.Data, noises, Options);
        using var again = new FineTuneSamples(beeps.Data, noises, Options);
        var first = samples.Make(3, 5, default)!;
        Assert.Equal(first.LogMel, again.Make(3, 5, default)!.LogMel);
        Assert.Contains(Enumerable.Range(6, 4), epoch => !samples.Make(3, epoch, default)!.LogMel.SequenceEqual(first.LogMel));
    }

    [Fact]
    public void A_sample_is_at_most_so_many_patches_whose_weights_sum_to_1()
    {
        using var embedder = new SpectrumEmbedder(new());
        using var beeps = new Beeps(embedder);
        using var samples = new FineTuneSamples(beeps.Data, [], Options);
        var sample = samples.Make(0, 1, default)!;
        Assert.Equal(beeps.Data.Labels[0], sample.Label);
        Assert.Equal(2, sample.Weights.Length); // 1.5 s have 1 + ceil((1.5 - 0.96) / 0.48) = 3 patches
        Assert.Equal(2 * 96 * 64, sample.LogMel.Length);
        Assert.Equal(1, sample.Weights.Sum(), 1e-6f);
        Assert.All(sample.LogMel, value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void A_clip_that_has_gone_since_is_no_sample()
    {
        using var embedder = new SpectrumEmbedder(new());
        using var beeps = new Beeps(embedder);
        using var samples = new FineTuneSamples(beeps.Data, [], Options);
        beeps.Delete(4);
        Assert.Null(samples.Make(4, 1, default));
        Assert.NotNull(samples.Make(5, 1, default));
    }
}
