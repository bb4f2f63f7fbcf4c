using System.Runtime.InteropServices;

namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>One entry of a TF.js weights manifest.</summary>
/// <param name="Name">The constant's name in the graph.</param>
/// <param name="Shape">TF's shape.</param>
/// <param name="StoredType">How each value is stored: float32, or the type it was quantised to (uint8, uint16, float16).</param>
/// <param name="Scale">value = stored * scale + minimum, for the integer types.</param>
/// <param name="Minimum">See <paramref name="Scale"/>.</param>
/// <param name="Shards">The files of its group.</param>
/// <param name="Offset">Where it begins in the group's bytes.</param>
internal sealed record TfjsWeight(
    string Name, long[] Shape, string StoredType, float Scale, float Minimum, TfjsShards Shards, long Offset)
{
    /// <summary>The shape, and whether the values are numbers that a network could use.</summary>
    public bool IsFloat => StoredType is "float32" or "float16" or "uint8" or "uint16";

    public int Count => YamnetLayout.Count(Shape);

    /// <summary>The values as float32 in TF's layout.</summary>
    /// <exception cref="WeightsFormatException">A shard ends early, or a value is not a finite number.</exception>
    public float[] Read()
    {
        var values = GC.AllocateUninitializedArray<float>(Count);
        switch (StoredType)
        {
            case "float32":
                Shards.Read(Offset, MemoryMarshal.AsBytes(values.AsSpan()));
                break;
            case "uint8":
                ReadNarrow<byte>(values, stored => (stored * Scale) + Minimum);
                break;
            case "uint16":
                ReadNarrow<ushort>(values, stored => (stored * Scale) + Minimum);
                break;
            default:
                ReadNarrow<Half>(values, stored => (float)stored);
                break;
        }

        if (WeightValues.FirstNonFinite(values) is >= 0 and var bad)
            throw new WeightsFormatException(Shards.Folder, null, $"value {bad} of '{Name}' is not a finite number");
        return values;
    }

    private void ReadNarrow<T>(float[] values, Func<T, float> widen)
        where T : unmanaged
    {
        // In blocks, so that widening needs no second copy of the tensor.
        var block = new T[Math.Min(values.Length, 1 << 14)];
        for (var done = 0; done < values.Length; done += block.Length)
        {
            var part = block.AsSpan(0, Math.Min(block.Length, values.Length - done));
            var bytes = MemoryMarshal.AsBytes(part);
            Shards.Read(Offset + ((long)done * bytes.Length / part.Length), bytes);
            for (var i = 0; i < part.Length; i++) values[done + i] = widen(part[i]);
        }
    }
}
