namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>
/// One named tensor in torch's layout, row-major float32: convolutions <c>[out, in, height, width]</c>, depthwise
/// <c>[channels, 1, 3, 3]</c>, dense layers <c>[out, in]</c>, biases <c>[out]</c>.
/// </summary>
/// <param name="Name">The name in a state dictionary, such as <c>layer2.depthwise_conv.weight</c>.</param>
/// <param name="Shape">The size of each dimension; empty for a scalar.</param>
/// <param name="Data">The values; the array belongs to the tensor, so readers must not change it.</param>
public sealed record WeightTensor(string Name, long[] Shape, float[] Data)
{
    /// <summary>The shape as people write it, such as <c>[64, 32, 1, 1]</c>.</summary>
    public string ShapeText => DescribeShape(Shape);

    internal static string DescribeShape(IEnumerable<long> shape) => $"[{string.Join(", ", shape)}]";
}
