using Audio2Mqtt.Torch.Network.Weights;

namespace Audio2Mqtt.Torch.Tests.Network.Weights;

/// <summary>
/// Writes <c>yamnet.h5</c> in the exact layout of the real one: the paths and shapes that Keras gives it, batch normalisation unfolded,
/// without a scale. What it folds to is <see cref="SyntheticYamnet"/>.
/// </summary>
internal static class KerasH5File
{
    public static void Write(string path, string prefix = "", string dense = "logits")
    {
        using var writer = new Hdf5Writer(path);
        var expected = SyntheticYamnet.Create();
        var layers = new List<string>();
        foreach (var convolution in YamnetLayout.Convolutions)
        {
            var layer = convolution.Name.Replace('.', '/');
            layers.AddRange([layer, layer + "/bn"]);
            WriteConvolution(writer, prefix, layer, convolution, expected);
        }

        layers.Add(dense);
        writer.WriteFloats($"{prefix}/{dense}/{dense}/kernel:0", [1024, 521], Transposed(expected["logits.weight"].Data, 521));
        writer.WriteFloats($"{prefix}/{dense}/{dense}/bias:0", [521], expected["logits.bias"].Data);
        writer.WriteStrings("/", "layer_names", [.. layers]);
        writer.WriteStrings("/", "backend", ["tensorflow"]);
        writer.WriteStrings($"{prefix}/layer1/conv", "weight_names", ["layer1/conv/kernel:0"]);
    }

    /// <summary>The root of variance plus epsilon: 1, 2 or 3.</summary>
    public static float Root(int channel) => (channel % 3) + 1;

    /// <summary>The moving mean: 0 to 4.</summary>
    public static float Mean(int channel) => channel % 5;

    private static void WriteConvolution(Hdf5Writer writer, string prefix, string layer, YamnetConvolution convolution, YamnetWeights expected)
    {
        var channels = convolution.OutChannels;
        var size = convolution.KernelSize;
        var folded = expected[convolution.Name + ".weight"].Data;
        var kernel = folded.Select((value, index) => value * Root(index / (folded.Length / channels))).ToArray();
        var depthwise = convolution.Kind == YamnetConvolutionKind.Depthwise;
        long[] shape = depthwise ? [size, size, channels, 1] : [size, size, convolution.InChannels, channels];
        writer.WriteFloats($"{prefix}/{layer}/{layer}/{(depthwise ? "depthwise_kernel" : "kernel")}:0", shape, Transposed(kernel, channels));
        var bias = expected[convolution.Name + ".bias"].Data;
        WriteNormalisation("beta", channel => bias[channel] + (Mean(channel) / Root(channel)));
        WriteNormalisation("moving_mean", Mean);
        WriteNormalisation("moving_variance", channel => (Root(channel) * Root(channel)) - 1e-4f);

        void WriteNormalisation(string name, Func<int, float> value) => writer.WriteFloats(
            $"{prefix}/{layer}/bn/{layer}/bn/{name}:0", [channels], [.. Enumerable.Range(0, channels).Select(value)]);
    }

    // Torch's [out, rest] to TF's [rest, out].
    private static float[] Transposed(float[] values, int rows)
    {
        var columns = values.Length / rows;
        return [.. Enumerable.Range(0, values.Length).Select(index => values[(index % rows * columns) + (index / rows)])];
    }
}
