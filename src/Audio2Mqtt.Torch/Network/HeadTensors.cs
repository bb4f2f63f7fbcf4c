using Audio2Mqtt.Torch.Network.Weights;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Network;

/// <summary>A head's tensors by the names that the file has: <c>head.</c> and the name in the state dictionary.</summary>
internal static class HeadTensors
{
    public const string Prefix = "head.";

    /// <summary>Names and shapes of a head's tensors, in the order of the file; known without making the head.</summary>
    public static IEnumerable<(string Name, long[] Shape)> Layout(int inputs, int classes, HeadOptions options)
    {
        yield return (Prefix + "input_mean", [inputs]);
        yield return (Prefix + "input_scale", [inputs]);
        var width = inputs;
        foreach (var (k, units) in options.Hidden.Index())
        {
            yield return ($"{Prefix}layers.dense{k + 1}.weight", [units, width]);
            yield return ($"{Prefix}layers.dense{k + 1}.bias", [units]);
            width = units;
        }

        yield return (Prefix + "layers.logits.weight", [classes, width]);
        yield return (Prefix + "layers.logits.bias", [classes]);
    }

    /// <summary>The values as they are now.</summary>
    public static List<WeightTensor> Of(Head head)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var state = head.state_dict();
        return
        [
            .. Layout(head.Inputs, head.Classes, head.Options).Select(tensor =>
            {
                using var data = state[tensor.Name[Prefix.Length..]].cpu().to(ScalarType.Float32).contiguous().data<float>();
                return new WeightTensor(tensor.Name, tensor.Shape, data.ToArray());
            }),
        ];
    }

    /// <summary>A head of these values, in evaluation mode; the caller's.</summary>
    /// <param name="inputs">Length of an embedding.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="options">Its layers.</param>
    /// <param name="tensors">As <see cref="Layout"/> names and shapes them.</param>
    public static Head ToHead(int inputs, int classes, HeadOptions options, IReadOnlyDictionary<string, WeightTensor> tensors)
    {
        // Parameters made under inference mode could never be trained further, nor packed for speed.
        using var inference = inference_mode(false);
        using var _ = no_grad();
        var head = new Head(inputs, classes, options);
        using var scope = NewDisposeScope();
        foreach (var (name, value) in head.state_dict())
        {
            var weight = tensors[Prefix + name];
            value.copy_(tensor(weight.Data, weight.Shape));
        }

        head.eval();
        return head;
    }

    /// <summary>The same head once more, on the CPU and in evaluation mode; the caller's.</summary>
    public static Head Copy(Head head) => ToHead(head.Inputs, head.Classes, head.Options, Of(head).ToDictionary(tensor => tensor.Name));

    /// <summary>Gives a head the values of another one of the same shape; each on its own device.</summary>
    public static void Copy(Head from, Head to)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var state = to.state_dict();
        foreach (var (name, value) in from.state_dict()) state[name].copy_(value);
    }
}
