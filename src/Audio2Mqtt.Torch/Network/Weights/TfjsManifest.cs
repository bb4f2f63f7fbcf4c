using System.Text.Json;

namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>
/// The weights manifest of a TF.js <c>model.json</c>: groups of files, and the constants in their bytes, one after the other. Format:
/// https://github.com/tensorflow/tfjs/blob/tfjs-v4.22.0/tfjs-core/src/io/types.ts.
/// </summary>
internal static class TfjsManifest
{
    private const int MaxRank = 8;

    /// <summary>Reads the manifest; the constants by name.</summary>
    /// <exception cref="WeightsFormatException">A file is missing, or its size is not what the constants take.</exception>
    /// <exception cref="InvalidDataException">The manifest is broken.</exception>
    public static Dictionary<string, TfjsWeight> Read(JsonElement model, string folder, Func<string, long> lengthOf)
    {
        var weights = new Dictionary<string, TfjsWeight>(StringComparer.Ordinal);
        foreach (var group in TfjsJson.List(model, "weightsManifest"))
        {
            var shards = new TfjsShards(folder, TfjsJson.List(group, "paths").Select(TfjsJson.Text), lengthOf);
            var offset = 0L;
            foreach (var entry in TfjsJson.List(group, "weights"))
            {
                var (weight, bytes) = ReadEntry(entry, shards, offset);
                offset += bytes;
                if (offset > shards.Length)
                    throw new InvalidDataException($"'{weight.Name}' reaches to byte {offset} of weights that have {shards.Length}");
                if (!weights.TryAdd(weight.Name, weight)) throw new InvalidDataException($"'{weight.Name}' stands twice in the manifest");
            }

            if (offset != shards.Length)
                throw new InvalidDataException($"the weights files have {shards.Length} bytes where the manifest lists {offset}");
        }

        return weights;
    }

    private static (TfjsWeight Weight, long Bytes) ReadEntry(JsonElement entry, TfjsShards shards, long offset)
    {
        var name = TfjsJson.Text(entry, "name");
        var type = TfjsJson.Text(entry, "dtype");
        var scale = 1f;
        var minimum = 0f;
        if (entry.TryGetProperty("quantization", out var quantization))
        {
            if (type != "float32") throw new InvalidDataException($"'{name}' is {type}, quantised");
            type = TfjsJson.Text(quantization, "dtype");
            if (type != "float16")
            {
                scale = TfjsJson.Number(quantization, "scale");
                minimum = TfjsJson.Number(quantization, "min");
            }
        }

        var size = type switch
        {
            "float32" or "int32" => 4,
            "float16" or "uint16" => 2,
            "uint8" or "bool" => 1,
            "complex64" => 8,
            _ => throw new InvalidDataException($"'{name}' has the unknown type '{type}'"),
        };
        var shape = TfjsJson.List(entry, "shape").Select(TfjsJson.Size).ToArray();
        if (shape.Length > MaxRank) throw new InvalidDataException($"'{name}' has {shape.Length} dimensions");
        Int128 bytes = size;
        foreach (var length in shape)
        {
            bytes *= length;
            if (bytes > shards.Length) throw new InvalidDataException($"'{name}' {WeightTensor.DescribeShape(shape)} is larger than its files");
        }

        return (new(name, shape, type, scale, minimum, shards, offset), (long)bytes);
    }
}
