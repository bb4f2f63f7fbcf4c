using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network.Weights;

namespace Audio2Mqtt.Torch.Network.Export;

/// <summary>YAMNet in a graph: log-mel and MobileNet. The Fourier transform is a product with its matrix, which every runtime has.</summary>
internal static class OnnxYamnet
{
    /// <summary>[batch * N, 1024] float32 embeddings.</summary>
    public static string Embeddings(OnnxGraph graph, OnnxPatches patches, YamnetWeights weights)
    {
        var frames = patches.Windows(LogMel(graph, patches), patches.Frames(), PatchShape.Yamnet.Frames);        // [batch, N, 96, 64]
        var image = graph.Add("Reshape", [frames, graph.List(-1, 1, 96, 64)]);
        foreach (var convolution in YamnetLayout.Convolutions) image = Convolve(graph, image, convolution, weights);
        return graph.Add("Flatten", [graph.Add("GlobalAveragePool", [image])], OnnxGraph.Attribute("axis", 1L)); // [batch * N, 1024]
    }

    // [batch, frames, 64]. In double precision up to the magnitudes, as in LogMel.
    private static string LogMel(OnnxGraph graph, OnnxPatches patches)
    {
        var options = LogMelOptions.Default;
        var bins = (options.FftSize / 2) + 1;
        var beyond = graph.Add("Sub", [patches.PaddedLength, graph.Scalar((long)options.WindowSamples)]);
        var count = graph.Add("Add", [graph.Add("Div", [beyond, graph.Scalar((long)options.HopSamples)]), graph.Scalar(1L)]);
        var starts = graph.Add("Mul", [graph.Add("Range", [graph.Scalar(0L), count, graph.Scalar(1L)]), graph.Scalar((long)options.HopSamples)]);
        var windows = graph.Cast(patches.Windows(patches.Samples, starts, options.WindowSamples), OnnxType.Double); // [batch, frames, 400]
        var real = graph.Add("MatMul", [windows, graph.Constant("dft.real", Transform(options, Math.Cos), options.WindowSamples, bins)]);
        var imaginary = graph.Add("MatMul", [windows, graph.Constant("dft.imaginary", Transform(options, Math.Sin), options.WindowSamples, bins)]);
        var power = graph.Add("Add", [graph.Add("Mul", [real, real]), graph.Add("Mul", [imaginary, imaginary])]);
        var magnitude = graph.Cast(graph.Add("Sqrt", [power]), OnnxType.Float);                                    // [batch, frames, 257]
        var mel = graph.Add("MatMul", [magnitude, graph.Constant("mel", MelFilterBank.Weights(options), bins, options.MelBands)]);
        return graph.Add("Log", [graph.Add("Add", [mel, graph.Scalar((float)options.LogOffset)])]);
    }

    // [window, bins]: a periodic Hann window and one half of the transform.
    private static double[] Transform(LogMelOptions options, Func<double, double> half)
    {
        var bins = (options.FftSize / 2) + 1;
        var matrix = new double[options.WindowSamples * bins];
        for (var n = 0; n < options.WindowSamples; n++)
        {
            var weight = 0.5 - (0.5 * Math.Cos(2 * Math.PI * n / options.WindowSamples));

            // The product is taken modulo the period first: large angles would cost digits.
            for (var k = 0; k < bins; k++) matrix[(n * bins) + k] = weight * half(2 * Math.PI * (n * k % options.FftSize) / options.FftSize);
        }

        return matrix;
    }

    private static string Convolve(OnnxGraph graph, string image, YamnetConvolution convolution, YamnetWeights weights)
    {
        var (weight, bias) = (weights[convolution.Name + ".weight"], weights[convolution.Name + ".bias"]);
        var size = convolution.KernelSize;

        // TF's 'SAME': the input of every strided layer is even, so it pads after and not before.
        long[] pads = size == 1 ? [0, 0, 0, 0] : convolution.Stride == 2 ? [0, 0, 1, 1] : [1, 1, 1, 1];
        var output = graph.Add(
            "Conv",
            [image, graph.Constant(weight.Name, weight.Data, weight.Shape), graph.Constant(bias.Name, bias.Data, bias.Shape)],
            OnnxGraph.Attribute("kernel_shape", [size, size]),
            OnnxGraph.Attribute("strides", [convolution.Stride, convolution.Stride]),
            OnnxGraph.Attribute("pads", pads),
            OnnxGraph.Attribute("group", convolution.Kind == YamnetConvolutionKind.Depthwise ? (long)convolution.InChannels : 1L));
        return weights.Activation == YamnetActivation.Relu6
            ? graph.Add("Clip", [output, graph.Scalar(0f), graph.Scalar(6f)])
            : graph.Add("Relu", [output]);
    }
}
