using System.Runtime.InteropServices;

namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>The element types of a TFLite constant that weights use (schema: TensorType).</summary>
internal enum TfliteType
{
    Float32 = 0,
    Int32 = 2,
    Int8 = 9,
}

/// <summary>
/// A constant tensor of a TFLite file, checked but not yet converted: where its bytes are, and how they become float32.
/// Values are <c>scale[channel] * q</c>: every weight here is symmetric, its zero point 0.
/// </summary>
/// <param name="Buffer">The file.</param>
/// <param name="Position">Where the values begin.</param>
/// <param name="Type">Their element type.</param>
/// <param name="Shape">TFLite's shape.</param>
/// <param name="ScalesPosition">Where the scales begin.</param>
/// <param name="ScaleCount">0 for float32, else 1 or the number of channels.</param>
internal sealed record TfliteConstant(
    FlatBuffer Buffer, long Position, TfliteType Type, int[] Shape, long ScalesPosition, int ScaleCount)
{
    public int Count { get; } = Shape.Aggregate(1, (product, size) => product * size);

    /// <summary>The values as float32 in the file's own layout. Channels are rows (<c>[out, …]</c>) or columns (<c>[…, channels]</c>).</summary>
    public float[] ToFloats(bool channelsLast)
    {
        var result = GC.AllocateUninitializedArray<float>(Count);
        switch (Type)
        {
            case TfliteType.Float32:
                MemoryMarshal.Cast<byte, float>(Buffer.Slice(Position, (long)Count * sizeof(float))).CopyTo(result);
                break;
            case TfliteType.Int32:
                ScaleBias(MemoryMarshal.Cast<byte, int>(Buffer.Slice(Position, (long)Count * sizeof(int))), result);
                break;
            default:
                Scale(MemoryMarshal.Cast<byte, sbyte>(Buffer.Slice(Position, Count)), result, channelsLast);
                break;
        }

        return result;
    }

    private ReadOnlySpan<float> Scales => MemoryMarshal.Cast<byte, float>(Buffer.Slice(ScalesPosition, (long)ScaleCount * sizeof(float)));

    // In double, since a bias may have more digits than float32 holds before it is scaled.
    private void ScaleBias(ReadOnlySpan<int> quantized, Span<float> result)
    {
        var scales = Scales;
        for (var i = 0; i < result.Length; i++) result[i] = (float)((double)quantized[i] * scales[ScaleCount == 1 ? 0 : i]);
    }

    private void Scale(ReadOnlySpan<sbyte> quantized, Span<float> result, bool channelsLast)
    {
        var scales = Scales;
        if (channelsLast && ScaleCount > 1)
        {
            for (var i = 0; i < result.Length; i++) result[i] = scales[i % ScaleCount] * quantized[i];
            return;
        }

        var row = result.Length / ScaleCount;
        for (var channel = 0; channel < ScaleCount; channel++)
            for (var i = channel * row; i < (channel + 1) * row; i++) result[i] = scales[channel] * quantized[i];
    }
}
