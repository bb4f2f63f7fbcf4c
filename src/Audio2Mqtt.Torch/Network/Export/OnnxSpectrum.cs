using Audio2Mqtt.Torch.Features;

namespace Audio2Mqtt.Torch.Network.Export;

/// <summary>The spectrum in a graph. Its windows are too long for a transform by a matrix: the DFT operator does it.</summary>
internal static class OnnxSpectrum
{
    /// <summary>Version of the operators that has DFT.</summary>
    public const int Opset = 17;

    /// <summary>[batch * N, bins] float32 embeddings.</summary>
    public static string Embeddings(OnnxGraph graph, OnnxPatches patches, SpectrumOptions options)
    {
        var length = options.Patch.WindowSamples;
        var bands = Spectrum.Bands(options);
        var windows = graph.Cast(patches.SamplesOfPatches(), OnnxType.Double);                                                   // [batch, N, window]
        var weighted = graph.Add("Mul", [windows, graph.Constant("window", Spectrum.WindowWeights(length), length)]);
        var signals = graph.Add("Reshape", [weighted, graph.List(-1, length, 1)]);                                               // [M, window, 1]
        var transform = graph.Add("DFT", [signals], OnnxGraph.Attribute("axis", 1L), OnnxGraph.Attribute("onesided", 1L));       // [M, lines, 2]
        var power = graph.Add("ReduceSum", [graph.Add("Mul", [transform, transform]), graph.List(2)], OnnxGraph.Attribute("keepdims", 0L));
        var magnitude = graph.Add("Pad", [graph.Add("Sqrt", [power]), graph.List(0, 1, 0, 0), graph.Scalar(0.0)]);               // [M, 1 + lines]
        var sums = graph.Add("CumSum", [magnitude, graph.Scalar(1L)]);
        var upper = Lines(graph, sums, "band.end", [.. bands.Select(band => (long)band.End)]);
        var lower = Lines(graph, sums, "band.begin", [.. bands.Select(band => (long)band.Begin)]);
        var perLine = graph.Constant("band.per_line", [.. bands.Select(band => 1.0 / (band.End - band.Begin))], bands.Length);
        var means = graph.Add("Max", [graph.Add("Mul", [graph.Add("Sub", [upper, lower]), perLine]), graph.Scalar(0.0)]);        // [M, bins]
        var bins = graph.Add("Log", [graph.Add("Add", [means, graph.Scalar(Spectrum.LogOffset)])]);
        return graph.Cast(options.IsNormalised ? Normalised(graph, bins) : bins, OnnxType.Float);
    }

    private static string Lines(OnnxGraph graph, string sums, string name, long[] lines) =>
        graph.Add("Gather", [sums, graph.Constant(name, lines, lines.Length)], OnnxGraph.Attribute("axis", 1L));

    private static string Normalised(OnnxGraph graph, string bins)
    {
        var low = graph.Add("ReduceMin", [bins], OnnxGraph.Attribute("axes", [1]), OnnxGraph.Attribute("keepdims", 1L));
        var high = graph.Add("ReduceMax", [bins], OnnxGraph.Attribute("axes", [1]), OnnxGraph.Attribute("keepdims", 1L));
        var range = graph.Add("Max", [graph.Add("Sub", [high, low]), graph.Scalar(Spectrum.SmallestRange)]);
        return graph.Add("Div", [graph.Add("Sub", [bins, low]), range]);
    }
}
