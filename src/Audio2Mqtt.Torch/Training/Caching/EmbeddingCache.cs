using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Audio2Mqtt.Torch.Training.Caching;

/// <summary>
/// Embeddings on disk, a file each, so that a second training begins at once. An entry that is damaged or of another version is as if it
/// were not there. Threads and processes may share a folder.
/// </summary>
/// <remarks>
/// A file: magic and version (8 bytes), size, patches and bytes a value (int32 each), levels (float32), embeddings (float32, or float16
/// of changed copies: their 11 bits are finer than what the copies differ by), and the first 8 bytes of the SHA-256 of all that.
/// </remarks>
public sealed class EmbeddingCache
{
    private const long Magic = 0x3130_424D_454D_3241; // "A2MEMB01"
    private const int HeaderBytes = 20;
    private const int ChecksumBytes = 8;

    private readonly string folder;
    private readonly long maxBytes;

    /// <summary>A cache in a folder, which is made when first needed.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="maxBytes">What <see cref="Prune"/> leaves at most, 0 or more.</param>
    public EmbeddingCache(string folder, long maxBytes = DefaultMaxBytes)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes);
        (this.folder, this.maxBytes) = (folder, maxBytes);
    }

    /// <summary>4 GiB: eleven hours of sound with eight copies of it.</summary>
    public const long DefaultMaxBytes = 4L << 30;

    /// <summary>Where the entries lie.</summary>
    public string Folder => folder;

    /// <summary>The user's: <c>A2M_CACHE</c>, else <c>a2m-torch</c> in the system's place for caches.</summary>
    public static EmbeddingCache FromEnvironment()
    {
        if (Environment.GetEnvironmentVariable("A2M_CACHE") is { Length: > 0 } named) return new(Path.Combine(named, "embeddings"));
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var caches = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } set ? set
            : OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches")
            : Path.Combine(home, ".cache");
        return new(Path.Combine(caches, "a2m-torch", "embeddings"));
    }

    /// <summary>An entry; null where there is none.</summary>
    /// <param name="key">64 hexadecimal digits.</param>
    /// <param name="index">The clip's place, for the result.</param>
    /// <param name="copy">The copy's number, for the result.</param>
    internal EmbeddedClip? Find(string key, int index, int copy)
    {
        var path = PathOf(key);
        try
        {
            if (!File.Exists(path)) return null;
            var clip = Parse(File.ReadAllBytes(path), index, copy);
            if (clip is not null) File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime);
            return clip;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A cache that cannot be read costs time and nothing else.
            return null;
        }
    }

    /// <summary>Keeps an entry.</summary>
    /// <returns>Whether it could be written; a full or read-only disk is no reason to stop training.</returns>
    internal bool Store(string key, EmbeddedClip clip, bool isNarrow)
    {
        var path = PathOf(key);
        var temporary = $"{path}.{Environment.ProcessId}.{Path.GetRandomFileName()}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(temporary, Compose(clip, isNarrow));
            File.Move(temporary, path, overwrite: true);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
            return false;
        }
    }

    /// <summary>Takes the entries away that were not used for longest, until what is left fits the cache's bound.</summary>
    /// <returns>How many went.</returns>
    public int Prune()
    {
        if (!Directory.Exists(folder)) return 0;
        var entries = new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).OrderByDescending(file => file.LastWriteTimeUtc);
        var (kept, removed) = (0L, 0);
        foreach (var entry in entries)
        {
            kept += entry.Length;
            if (kept <= maxBytes) continue;
            TryDelete(entry.FullName);
            removed++;
        }

        return removed;
    }

    /// <summary>What a value is after it was kept in 16 bits.</summary>
    internal static void Narrow(float[] values)
    {
        var narrow = new Half[values.Length];
        TensorPrimitives.ConvertToHalf(values, narrow);
        TensorPrimitives.ConvertToSingle(narrow, values);
    }

    private static byte[] Compose(EmbeddedClip clip, bool isNarrow)
    {
        var (patches, values, width) = (clip.LevelsDbfs.Length, clip.Embeddings.Length, isNarrow ? 2 : 4);
        var bytes = new byte[HeaderBytes + (patches * sizeof(float)) + (values * width) + ChecksumBytes];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), values / patches);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), patches);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), width);
        MemoryMarshal.AsBytes(clip.LevelsDbfs.AsSpan()).CopyTo(bytes.AsSpan(HeaderBytes));
        var body = bytes.AsSpan(HeaderBytes + (patches * sizeof(float)), values * width);
        if (isNarrow) TensorPrimitives.ConvertToHalf(clip.Embeddings, MemoryMarshal.Cast<byte, Half>(body));
        else MemoryMarshal.AsBytes(clip.Embeddings.AsSpan()).CopyTo(body);
        SHA256.HashData(bytes.AsSpan(0, bytes.Length - ChecksumBytes)).AsSpan(0, ChecksumBytes).CopyTo(bytes.AsSpan(bytes.Length - ChecksumBytes));
        return bytes;
    }

    private static EmbeddedClip? Parse(byte[] bytes, int index, int copy)
    {
        if (bytes.Length < HeaderBytes + ChecksumBytes || BinaryPrimitives.ReadInt64LittleEndian(bytes) != Magic) return null;
        var size = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(8));
        var patches = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12));
        var width = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(16));
        if (size < 1 || patches < 1 || width is not (2 or 4)) return null;
        if (bytes.Length != HeaderBytes + ((long)patches * sizeof(float)) + ((long)patches * size * width) + ChecksumBytes) return null;
        var checksum = SHA256.HashData(bytes.AsSpan(0, bytes.Length - ChecksumBytes)).AsSpan(0, ChecksumBytes);
        if (!checksum.SequenceEqual(bytes.AsSpan(bytes.Length - ChecksumBytes))) return null;
        var levels = MemoryMarshal.Cast<byte, float>(bytes.AsSpan(HeaderBytes, patches * sizeof(float))).ToArray();
        var body = bytes.AsSpan(HeaderBytes + (patches * sizeof(float)), patches * size * width);
        var values = new float[patches * size];
        if (width == 2) TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(body), values);
        else MemoryMarshal.Cast<byte, float>(body).CopyTo(values);
        return new(index, copy, values, levels);
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Another process has it open or took it away; it is only a cache.
        }
    }

    private string PathOf(string key) => Path.Combine(folder, key[..2], key + ".emb");
}
