using Audio2Mqtt.Torch.Network;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Training;

/// <summary>
/// Makes one head of two whose logits are a weighted mean of theirs: hidden layers side by side, connected to nothing of the other's. Averaging the
/// two at every use would give the same; this way a model is still one head.
/// </summary>
internal static class HeadMerging
{
    /// <summary>The layers of each part, so that both together have the wanted ones: half of the units, the first the odd one more.</summary>
    public static HeadOptions Part(HeadOptions whole, bool isFirst) =>
        whole with { Hidden = [.. whole.Hidden.Select(units => Math.Max(1, isFirst ? (units + 1) / 2 : units / 2))] };

    /// <summary>Merges two heads of as many layers and classes.</summary>
    /// <param name="first">Borrowed.</param>
    /// <param name="second">Borrowed.</param>
    /// <param name="share">What the second's logits count, in [0, 1]; the first's count the rest.</param>
    /// <returns>In evaluation mode; the caller's.</returns>
    public static Head Merge(Head first, Head second, double share)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        int[] hidden = [.. first.Options.Hidden.Zip(second.Options.Hidden, (a, b) => a + b)];
        var merged = new Head(first.Inputs, first.Classes, first.Options with { Hidden = hidden });
        var (a, b, m) = (first.state_dict(), second.state_dict(), merged.state_dict());
        string[] dense = [.. Enumerable.Range(1, hidden.Length).Select(k => $"layers.dense{k}"), "layers.logits"];
        foreach (var (k, name) in dense.Index())
        {
            var (weightA, biasA, weightB, biasB) = (a[name + ".weight"], a[name + ".bias"], b[name + ".weight"], b[name + ".bias"]);
            var isLast = k == dense.Length - 1;
            if (isLast)
            {
                (weightA, biasA, weightB, biasB) = (weightA * (1 - share), biasA * (1 - share), weightB * share, biasB * share);
                m[name + ".weight"].copy_(k == 0 ? weightA + weightB : cat([weightA, weightB], 1));
                m[name + ".bias"].copy_(biasA + biasB);
            }
            else
            {
                m[name + ".weight"].copy_(k == 0 ? cat([weightA, weightB], 0) : Blocks(weightA, weightB));
                m[name + ".bias"].copy_(cat([biasA, biasB], 0));
            }
        }

        merged.SetStandardisation(a["input_mean"], a["input_scale"]);
        merged.eval();
        return merged;
    }

    private static Tensor Blocks(Tensor a, Tensor b) =>
        cat([cat([a, zeros(a.shape[0], b.shape[1])], 1), cat([zeros(b.shape[0], a.shape[1]), b], 1)], 0);
}
