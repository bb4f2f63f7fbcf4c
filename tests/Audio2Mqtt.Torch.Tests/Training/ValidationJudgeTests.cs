using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Training;
using Xunit;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Training;

public sealed class ValidationJudgeTests
{
    [Fact]
    public void A_clip_is_judged_by_the_mean_logits_of_its_patches_weighted_by_amplitude()
    {
        // Logits are the embedding itself.
        using var head = new Head(2, 2, new() { Hidden = [] });
        using (NewDisposeScope())
        using (no_grad())
        {
            var state = head.state_dict();
            state["layers.logits.weight"].copy_(eye(2));
            state["layers.logits.bias"].zero_();
        }

        using var store = new EmbeddingStore(2);

        // Patches 20 dB apart count 10/11 and 1/11: mean logits (2 * 10/11, 4 * 1/11) = (1.81818, 0.36364).
        store.Add(new(0, 0, [2, 0, 0, 4], [-10, -30]));

        // The second patch is silent: (0, 1).
        store.Add(new(1, 0, [0, 1, 9, 0], [-20, -90]));
        store.Add(new(1, 1, [3, 0], [-20]));
        var (loss, accuracy) = new ValidationJudge(store, [new(0, 0, 0), new(1, 0, 1)]).Judge(head);

        // ln(1 + e^-1.45455) = 0.20999 and ln(1 + e^-1) = 0.31326; both are right.
        Assert.Equal((0.20999 + 0.31326) / 2, loss, 1e-4);
        Assert.Equal(1, accuracy);

        // A copy that is wrong by 3: ln(1 + e^3) = 3.04859. Clips and copies count the same, accuracy is that of the clips.
        (loss, accuracy) = new ValidationJudge(store, [new(0, 0, 0), new(1, 0, 1), new(1, 1, 1)]).Judge(head);
        Assert.Equal((((0.20999 + 0.31326) / 2) + 3.04859) / 2, loss, 1e-4);
        Assert.Equal(1, accuracy);
        Assert.Equal(double.NaN, new ValidationJudge(store, []).Judge(head).Loss);
    }
}
