using Audio2Mqtt.Torch.Interop;

namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>
/// Reads YAMNet from a TFLite file: the official 8-bit network (<c>lite</c>) and the float network with weights rounded to 8 bits
/// (dynamic range). By operator order, since the converter merges tensor names and may give one layer's name to another.
/// </summary>
internal static class TfliteReader
{
    private const int SamePadding = 0;
    private const int Relu = 1;
    private const int Relu6 = 3;

    /// <summary>Reads the file.</summary>
    /// <exception cref="WeightsFormatException">The bytes are broken, or not YAMNet.</exception>
    public static YamnetWeights Read(string path)
    {
        using var file = MappedFile.Open(path);
        var plan = Plan(file.Memory, path);
        var classNames = AppendedLabels.Read(file.Memory, path);
        var provenance = new WeightsProvenance
        {
            SourceFile = Path.GetFileName(path),
            SourceSha256 = FileHash.Sha256(path),
            Format = "tflite",
        };
        return new(plan.Activation, classNames, provenance, [.. plan.Tensors.Select(tensor => tensor.Convert())]);
    }

    /// <summary>Walks the operators and finds every tensor, checked but not converted.</summary>
    /// <exception cref="WeightsFormatException">The bytes are broken, or not YAMNet.</exception>
    public static TflitePlan Plan(ReadOnlyMemory<byte> bytes, string path)
    {
        var buffer = new FlatBuffer(bytes, path);
        var graph = new TfliteGraph(buffer);
        var tensors = new List<TflitePlannedTensor>(YamnetLayout.Tensors.Count);
        var convolutions = 0;
        int? activation = null;
        int? previousOutput = null;
        var complete = false;
        for (var i = 0; i < graph.OperatorCount && !complete; i++)
        {
            var op = graph.Operator(i);
            switch (graph.Code(op))
            {
                case TfliteGraph.Conv2d or TfliteGraph.DepthwiseConv2d:
                    if (convolutions == YamnetLayout.Convolutions.Count)
                        throw buffer.Broken(op.Position, $"operator {i} is one convolution more than YAMNet's {convolutions}");
                    AddConvolution(graph, buffer, op, i, YamnetLayout.Convolutions[convolutions++], ref activation, previousOutput, tensors);
                    previousOutput = graph.TensorIndex(op, 2, 0);
                    break;
                case TfliteGraph.FullyConnected when convolutions > 0: // The one before is the log-mel front end's matrix.
                    AddLogits(graph, buffer, op, i, tensors);
                    complete = true;
                    break;
                default:
                    break;
            }
        }

        if (!complete || convolutions != YamnetLayout.Convolutions.Count)
            throw buffer.Broken(0, $"{convolutions} of YAMNet's {YamnetLayout.Convolutions.Count} convolutions and {(complete ? "a" : "no")} dense layer");
        return new(activation == Relu6 ? YamnetActivation.Relu6 : YamnetActivation.Relu, tensors);
    }

    private static void AddConvolution(
        TfliteGraph graph,
        FlatBuffer buffer,
        FlatTable op,
        int number,
        YamnetConvolution expected,
        ref int? activation,
        int? previousOutput,
        List<TflitePlannedTensor> tensors)
    {
        var depthwise = expected.Kind == YamnetConvolutionKind.Depthwise;
        var what = $"operator {number} ({expected.Name})";
        if (graph.Code(op) != (depthwise ? TfliteGraph.DepthwiseConv2d : TfliteGraph.Conv2d))
            throw buffer.Broken(op.Position, $"{what} is the wrong kind of convolution");
        if (previousOutput is int previous && graph.TensorIndex(op, 1, 0) != previous)
            throw buffer.Broken(op.Position, $"{what} does not take the layer before it");
        var options = op.Table(4) ?? throw buffer.Broken(op.Position, $"{what} has no options");

        // A depthwise convolution has its multiplier as field 3, which moves the later fields on by one.
        var shift = depthwise ? 1 : 0;
        var act = options.Byte(3 + shift);
        if (options.Byte(0) != SamePadding || options.Int32(1) != expected.Stride || options.Int32(2) != expected.Stride
            || options.Int32(4 + shift, 1) != 1 || options.Int32(5 + shift, 1) != 1)
            throw buffer.Broken(options.Position, $"{what} has the padding, stride or dilation of another network");
        if (act is not (Relu or Relu6) || (activation ??= act) != act)
            throw buffer.Broken(options.Position, $"{what} has activation {act}; ReLU (1) or ReLU6 (3) throughout is needed");

        var weight = graph.Constant(graph.TensorIndex(op, 1, 1), depthwise ? 3 : 0);
        int size = expected.KernelSize;
        int[] shape = depthwise
            ? [1, size, size, expected.OutChannels]
            : [expected.OutChannels, size, size, expected.InChannels];
        Add(buffer, tensors, weight, shape, depthwise, what);
        Add(buffer, tensors, graph.Constant(graph.TensorIndex(op, 1, 2), 0), [expected.OutChannels], false, what);
    }

    private static void AddLogits(TfliteGraph graph, FlatBuffer buffer, FlatTable op, int number, List<TflitePlannedTensor> tensors)
    {
        var what = $"operator {number} ({YamnetLayout.LogitsName})";
        if (tensors.Count != YamnetLayout.Tensors.Count - 2)
            throw buffer.Broken(op.Position, $"{what} comes after {tensors.Count / 2} convolutions");
        var weight = graph.Constant(graph.TensorIndex(op, 1, 1), 0);
        Add(buffer, tensors, weight, [YamnetLayout.ClassCount, YamnetLayout.EmbeddingSize], false, what);
        Add(buffer, tensors, graph.Constant(graph.TensorIndex(op, 1, 2), 0), [YamnetLayout.ClassCount], false, what);
    }

    private static void Add(
        FlatBuffer buffer, List<TflitePlannedTensor> tensors, TfliteConstant constant, int[] shape, bool channelsLast, string what)
    {
        if (!constant.Shape.AsSpan().SequenceEqual(shape))
            throw buffer.Broken(
                constant.Position, $"{what} has a tensor {TfliteGraph.Describe(constant.Shape)} where {TfliteGraph.Describe(shape)} belongs");
        tensors.Add(new(YamnetLayout.Tensors[tensors.Count].Name, YamnetLayout.Tensors[tensors.Count].Shape, constant, channelsLast));
    }
}
