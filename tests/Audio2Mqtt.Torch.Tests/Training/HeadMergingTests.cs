using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Training;
using Xunit;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Training;

public sealed class HeadMergingTests
{
    [Theory]
    [InlineData(new int[] { })]
    [InlineData(new[] { 9 })]
    [InlineData(new[] { 8, 5, 3 })]
    public void A_merged_heads_logits_are_the_weighted_mean_of_both(int[] hidden)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var whole = new HeadOptions { Hidden = hidden };
        using var first = Random(whole, isFirst: true, seed: 1);
        using var second = Random(whole, isFirst: false, seed: 2);
        using var merged = HeadMerging.Merge(first, second, share: 0.7);
        Assert.Equal(hidden, merged.Options.Hidden);
        Assert.False(merged.training);
        using var generator = new Generator(3);
        var inputs = randn([50, 6], generator: generator);
        var expected = (first.call(inputs) * 0.3) + (second.call(inputs) * 0.7);
        Assert.InRange((merged.call(inputs) - expected).abs().max().item<float>(), 0, 1e-5f); // rounding of sums in another order
    }

    private static Head Random(HeadOptions whole, bool isFirst, long seed)
    {
        var head = new Head(6, 4, HeadMerging.Part(whole, isFirst));
        using var generator = new Generator((ulong)seed);
        using var scope = NewDisposeScope();
        foreach (var (_, value) in head.state_dict()) value.copy_(randn(value.shape, generator: generator) * 0.5);

        // Both hear inputs through the same standardisation: that of the clips as they are.
        head.SetStandardisation(full(6, 0.1f), full(6, 1.5f));
        head.eval();
        return head;
    }
}
