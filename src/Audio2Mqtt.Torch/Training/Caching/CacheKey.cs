using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Audio2Mqtt.Torch.Training.Caching;

/// <summary>Names what decides an embedding: the file's bytes, the stretch, the embedding, the change and its seed. Not the file's name or place.</summary>
internal static class CacheKey
{
    // Raised whenever the same inputs would give other embeddings.
    private const string Version = "a2m-torch embedding 1";

    /// <summary>The key of one copy of a clip: 64 hexadecimal digits.</summary>
    public static string Of(string contentHash, ClipSource clip, string embedding, IWaveformTransform? transform, long seed)
    {
        var text = string.Join(
            '\n',
            Version,
            contentHash,
            clip.Start.Ticks.ToString(CultureInfo.InvariantCulture),
            clip.Duration?.Ticks.ToString(CultureInfo.InvariantCulture) ?? "end",
            embedding,
            transform?.Key ?? "as it is",
            transform is null ? "" : seed.ToString(CultureInfo.InvariantCulture));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>A seed for one copy of one clip: other clips and other copies get unrelated ones, in whatever order they are made.</summary>
    public static long Seed(string contentHash, ClipSource clip, int copy, long seed)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{contentHash}\n{clip.Start.Ticks}\n{copy}\n{seed}");
        return BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
