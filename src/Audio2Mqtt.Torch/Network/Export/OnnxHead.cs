using Audio2Mqtt.Torch.Network.Weights;

namespace Audio2Mqtt.Torch.Network.Export;

/// <summary>A head in a graph, and what makes probabilities of its logits.</summary>
internal static class OnnxHead
{
    /// <summary>[M, classes] float32 logits of [M, size] embeddings.</summary>
    public static string Logits(OnnxGraph graph, string embeddings, IReadOnlyList<WeightTensor> head)
    {
        string Constant(WeightTensor tensor) => graph.Constant(tensor.Name, tensor.Data, tensor.Shape);
        var value = graph.Add("Mul", [graph.Add("Sub", [embeddings, Constant(head[0])]), Constant(head[1])]);
        for (var k = 2; k < head.Count; k += 2)
        {
            value = graph.Add("Gemm", [value, Constant(head[k]), Constant(head[k + 1])], OnnxGraph.Attribute("transB", 1L));
            if (k + 2 < head.Count) value = graph.Add("Relu", [value]);
        }

        return value;
    }

    /// <summary>Probabilities along the last dimension.</summary>
    public static string Probabilities(OnnxGraph graph, string logits, double temperature) =>
        graph.Add("Softmax", [graph.Add("Div", [logits, graph.Scalar((float)temperature)])], OnnxGraph.Attribute("axis", -1L));
}
