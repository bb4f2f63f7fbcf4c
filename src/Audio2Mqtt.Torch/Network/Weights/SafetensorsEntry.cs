namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>One tensor of a safetensors header.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Dtype">Its element type: <c>F32</c>, <c>F16</c> or <c>BF16</c>.</param>
/// <param name="Shape">The size of each dimension.</param>
/// <param name="Begin">Where its bytes begin, counted from the end of the header.</param>
/// <param name="End">Where they end.</param>
internal sealed record SafetensorsEntry(string Name, string Dtype, long[] Shape, long Begin, long End)
{
    /// <summary>Bytes of one element.</summary>
    public int ElementSize => Dtype == "F32" ? 4 : 2;

    /// <summary>Number of elements.</summary>
    public int Count => (int)((End - Begin) / ElementSize);
}
