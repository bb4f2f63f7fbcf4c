using System.Text.Json;

namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>The walk through a TF graph from the dense layer back to the first convolution.</summary>
internal sealed class TfjsWalk(TfjsGraph graph, IReadOnlyDictionary<string, TfjsWeight> weights)
{
    private static readonly string[] Convolutions = ["Conv2D", "_FusedConv2D"];
    private static readonly string[] DepthwiseConvolutions = ["DepthwiseConv2dNative", "FusedDepthwiseConv2dNative", "_FusedDepthwiseConv2dNative"];

    private readonly List<TfjsLayer> layers = [];
    private YamnetActivation? activation;
    private TfjsWeight? pendingBias;
    private TfjsNormalisation? pendingNormalisation;

    /// <summary>Walks.</summary>
    /// <exception cref="InvalidDataException">The graph is not YAMNet.</exception>
    public TfjsPlan Run()
    {
        var dense = FindDense();
        var at = dense.Input(0);
        var convolutions = YamnetLayout.Convolutions.Count;

        // Each step goes to another node's input: more steps than nodes means a circle.
        for (var left = graph.Count; layers.Count <= convolutions; left--)
        {
            if (left == 0) throw new InvalidDataException("the graph runs in a circle");
            at = Step(graph[at]);
        }

        layers.Reverse();
        return new(activation ?? throw new InvalidDataException("no activation was found"), layers);
    }

    /// <summary>Takes what a node says and goes on to the node before it.</summary>
    private string Step(TfjsNode node)
    {
        switch (node.Op)
        {
            case "Identity" or "Mean" or "Reshape" or "Squeeze":
                break;
            case "Relu" or "Relu6":
                NoteActivation(node.Op);
                break;
            case "BiasAdd" or "Add" or "AddV2" when pendingBias is null:
                pendingBias = Constant(node, 1, null);
                break;
            case "FusedBatchNorm" or "FusedBatchNormV2" or "FusedBatchNormV3" when pendingNormalisation is null && pendingBias is null:
                NoteNormalisation(node);
                break;
            case var op when Convolutions.Contains(op) || DepthwiseConvolutions.Contains(op):
                AddConvolution(node);
                break;
            default:
                throw new InvalidDataException($"'{node.Name}' ({node.Op}) does not belong between YAMNet's layers");
        }

        return node.Input(0);
    }

    private TfjsNode FindDense()
    {
        long[] shape = [YamnetLayout.EmbeddingSize, YamnetLayout.ClassCount];
        var found = graph.Nodes
            .Where(node => node.Op is "MatMul" or "_FusedMatMul" && node.Inputs.Count > 1)
            .Where(node => weights.TryGetValue(node.Inputs[1], out var weight) && weight.Shape.AsSpan().SequenceEqual(shape))
            .ToArray();
        if (found.Length != 1) throw new InvalidDataException($"{found.Length} dense layers of 1024 to 521 instead of one");
        var dense = found[0];
        var bias = dense.FusedOps.Contains("BiasAdd")
            ? Constant(dense, 2, [YamnetLayout.ClassCount])
            : Constant(ConsumerOf(dense), 1, [YamnetLayout.ClassCount]);
        layers.Add(new(Constant(dense, 1, shape), bias, null));
        return dense;
    }

    private TfjsNode ConsumerOf(TfjsNode dense) =>
        graph.Nodes.FirstOrDefault(node => node.Op is "BiasAdd" or "Add" or "AddV2" && node.Inputs.Count > 1 && node.Inputs[0] == dense.Name)
        ?? throw new InvalidDataException($"'{dense.Name}' has no bias");

    private void AddConvolution(TfjsNode node)
    {
        var expected = YamnetLayout.Convolutions[YamnetLayout.Convolutions.Count - layers.Count];
        var depthwise = expected.Kind == YamnetConvolutionKind.Depthwise;
        if (depthwise != DepthwiseConvolutions.Contains(node.Op))
            throw new InvalidDataException($"'{node.Name}' ({node.Op}) stands where {expected.Name} belongs");
        CheckGeometry(node, expected);
        var size = expected.KernelSize;
        var kernel = Constant(
            node, 1, depthwise ? [size, size, expected.OutChannels, 1] : [size, size, expected.InChannels, expected.OutChannels]);
        foreach (var fused in node.FusedOps)
        {
            if (fused == "BiasAdd" && pendingBias is null) pendingBias = Constant(node, 2, [expected.OutChannels]);
            else if (fused is "Relu" or "Relu6") NoteActivation(fused);
            else throw new InvalidDataException($"'{node.Name}' has '{fused}' fused into it");
        }

        if (pendingBias is null && pendingNormalisation is null) throw new InvalidDataException($"'{node.Name}' has neither bias nor batch normalisation");
        foreach (var parameter in (pendingNormalisation?.Parameters ?? []).Append(pendingBias).OfType<TfjsWeight>())
            CheckShape(parameter, [expected.OutChannels]);
        layers.Add(new(kernel, pendingBias, pendingNormalisation));
        (pendingBias, pendingNormalisation) = (null, null);
    }

    private static void CheckGeometry(TfjsNode node, YamnetConvolution expected)
    {
        var strides = TfjsJson.Find(node.Attribute("strides", "list"), "i");
        var stride = expected.Stride.ToString();
        if (strides.ValueKind != JsonValueKind.Array
            || !strides.EnumerateArray().Select(element => element.ToString()).SequenceEqual(["1", stride, stride, "1"]))
            throw new InvalidDataException($"'{node.Name}' ({expected.Name}) does not have stride {stride}");
        if (TfjsJson.Base64(node.Attribute("padding", "s")) != "SAME" || TfjsJson.Base64(node.Attribute("data_format", "s")) is not ("NHWC" or ""))
            throw new InvalidDataException($"'{node.Name}' ({expected.Name}) has the padding or data format of another network");
    }

    private void NoteActivation(string op)
    {
        var found = op == "Relu6" ? YamnetActivation.Relu6 : YamnetActivation.Relu;
        if ((activation ??= found) != found) throw new InvalidDataException("ReLU and ReLU6 are mixed");
    }

    private void NoteNormalisation(TfjsNode node)
    {
        var parameters = Enumerable.Range(1, 4).Select(place => Constant(node, place, null)).ToArray();
        pendingNormalisation = new(parameters, TfjsJson.Number(TfjsJson.Find(node.Attributes, "epsilon"), "f"));
    }

    private TfjsWeight Constant(TfjsNode node, int place, long[]? shape)
    {
        var name = graph.ConstantName(node.Input(place));
        var weight = weights.GetValueOrDefault(name) ?? throw new InvalidDataException($"the constant '{name}' has no values in the manifest");
        if (!weight.IsFloat) throw new InvalidDataException($"'{name}' is {weight.StoredType}, not float32");
        if (shape is not null) CheckShape(weight, shape);
        return weight;
    }

    private static void CheckShape(TfjsWeight weight, long[] shape)
    {
        if (!weight.Shape.AsSpan().SequenceEqual(shape))
            throw new InvalidDataException(
                $"'{weight.Name}' has the shape {WeightTensor.DescribeShape(weight.Shape)} where {WeightTensor.DescribeShape(shape)} belongs");
    }
}
