using Audio2Mqtt.Torch.Features;

namespace Audio2Mqtt.Torch.Network.Export;

/// <summary>
/// The beginning of a graph that takes sound: any length is padded with zeros to whole patches, as everywhere in this program.
/// </summary>
internal sealed class OnnxPatches
{
    private readonly OnnxGraph graph;
    private readonly PatchShape shape;
    private readonly string length; // samples that are there
    private readonly string starts; // [N] where each patch begins

    public OnnxPatches(OnnxGraph graph, PatchShape shape)
    {
        (this.graph, this.shape) = (graph, shape);
        var hop = graph.Scalar((long)HopSamples);
        var waveform = graph.Input("waveform", OnnxType.Float, "batch", "samples");
        var sizes = graph.Add("Shape", [waveform]);
        Batch = graph.Add("Gather", [sizes, graph.List(0)]);
        length = graph.Add("Gather", [sizes, graph.Scalar(1L)]);
        var beyond = graph.Add("Max", [graph.Add("Sub", [length, graph.Scalar((long)shape.WindowSamples)]), graph.Scalar(0L)]);
        var hops = graph.Add("Div", [graph.Add("Add", [beyond, graph.Scalar(HopSamples - 1L)]), hop]);
        var count = graph.Add("Add", [hops, graph.Scalar(1L)]);
        Count = graph.Add("Unsqueeze", [count, graph.List(0)]);
        PaddedLength = graph.Add("Add", [graph.Add("Mul", [hops, hop]), graph.Scalar((long)shape.WindowSamples)]);
        var missing = graph.Add("Unsqueeze", [graph.Add("Sub", [PaddedLength, length]), graph.List(0)]);
        Samples = graph.Add("Pad", [waveform, graph.Add("Concat", [graph.List(0, 0, 0), missing], OnnxGraph.Attribute("axis", 0L)), graph.Scalar(0f)]);
        starts = graph.Add("Mul", [graph.Add("Range", [graph.Scalar(0L), count, graph.Scalar(1L)]), hop]);
    }

    /// <summary>[1] int64: the number of recordings.</summary>
    public string Batch { get; }

    /// <summary>[1] int64: the number of patches of each.</summary>
    public string Count { get; }

    /// <summary>Samples of a recording once padded.</summary>
    public string PaddedLength { get; }

    /// <summary>[batch, padded] float32.</summary>
    public string Samples { get; }

    private int HopSamples => shape.HopFrames * PatchShape.FrameSamples;

    /// <summary>Cuts windows out of the second dimension: [batch, count, width, …].</summary>
    /// <param name="values">[batch, length, …].</param>
    /// <param name="begins">[count] int64 where each window begins.</param>
    /// <param name="width">Length of a window.</param>
    public string Windows(string values, string begins, int width)
    {
        var within = graph.Constant($"range.{width}", [.. Enumerable.Range(0, width).Select(k => (long)k)], width);
        var indices = graph.Add("Add", [graph.Add("Unsqueeze", [begins, graph.List(1)]), within]);
        return graph.Add("Gather", [values, indices], OnnxGraph.Attribute("axis", 1L));
    }

    /// <summary>[batch, N, window] float32: the samples of each patch.</summary>
    public string SamplesOfPatches() => Windows(Samples, starts, shape.WindowSamples);

    /// <summary>[N] int64: the frame of 10 ms in which each patch begins.</summary>
    public string Frames() => graph.Add("Div", [starts, graph.Scalar((long)PatchShape.FrameSamples)]);

    /// <summary>[batch, N] float32: what each patch counts for, by <see cref="ClipJudge.Weigh"/>; its levels in decibels are amplitudes here.</summary>
    public string Weights()
    {
        var squares = graph.Add("ReduceSumSquare", [SamplesOfPatches()], OnnxGraph.Attribute("axes", [2]), OnnxGraph.Attribute("keepdims", 0L)); // [batch, N]
        var left = graph.Add("Sub", [length, starts]);
        var there = graph.Add("Max", [graph.Add("Min", [left, graph.Scalar((long)shape.WindowSamples)]), graph.Scalar(1L)]);
        var amplitude = graph.Add("Sqrt", [graph.Add("Div", [squares, graph.Cast(there, OnnxType.Float)])]);
        var level = graph.Add("Max", [amplitude, graph.Scalar(Amplitude(-150))]); // the floor of levels
        var loudest = graph.Add("ReduceMax", [level], OnnxGraph.Attribute("axes", [1]), OnnxGraph.Attribute("keepdims", 1L));
        var near = graph.Add("Mul", [loudest, graph.Scalar(Amplitude(-ClipJudge.RangeDb))]);
        var gate = graph.Add("Min", [loudest, graph.Add("Max", [near, graph.Scalar(Amplitude(ClipJudge.SilenceDbfs))])]);
        var weights = graph.Add("Where", [graph.Add("GreaterOrEqual", [level, gate]), level, graph.Scalar(0f)]);
        var sum = graph.Add("ReduceSum", [weights, graph.List(1)], OnnxGraph.Attribute("keepdims", 1L));
        return graph.Add("Div", [weights, sum]);
    }

    private static float Amplitude(float dbfs) => MathF.Pow(10, dbfs / 20);
}
