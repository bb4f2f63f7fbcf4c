using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Audio2Mqtt.Torch.Network;
using Microsoft.Win32.SafeHandles;

namespace Audio2Mqtt.Torch.Training;

/// <summary>
/// The embeddings that a training draws from, in 16 bits: in memory up to a bound, and beyond it in a temporary file that nobody else sees.
/// Added to by one thread; read by any number afterwards.
/// </summary>
public sealed class EmbeddingStore : IDisposable
{
    private readonly Dictionary<(int Clip, int Copy), Entry> entries = [];
    private readonly long maxMemoryBytes;
    private long memoryBytes;
    private SafeFileHandle? file;
    private long fileBytes;

    /// <summary>An empty store.</summary>
    /// <param name="size">Length of an embedding.</param>
    /// <param name="maxMemoryBytes">Bytes of embeddings to hold in memory. Default 256 MB: 130 000 patches, 17 hours of sound.</param>
    public EmbeddingStore(int size, long maxMemoryBytes = 256_000_000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        (Size, this.maxMemoryBytes) = (size, maxMemoryBytes);
    }

    /// <summary>Length of an embedding.</summary>
    public int Size { get; }

    /// <summary>Bytes that did not fit into memory.</summary>
    public long SpilledBytes => fileBytes;

    /// <summary>Adds a copy of a clip.</summary>
    public void Add(EmbeddedClip clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var rows = new Half[clip.Embeddings.Length];
        TensorPrimitives.ConvertToHalf(clip.Embeddings, rows);
        var bytes = rows.Length * (long)sizeof(ushort);
        var weights = new float[clip.LevelsDbfs.Length];
        ClipJudge.Weigh(clip.LevelsDbfs, weights);
        int[] active = [.. Enumerable.Range(0, weights.Length).Where(k => weights[k] > 0)];
        Entry entry;
        if (memoryBytes + bytes <= maxMemoryBytes)
        {
            memoryBytes += bytes;
            entry = new(clip.LevelsDbfs, weights, active, rows, -1);
        }
        else
        {
            file ??= OpenSpill();
            RandomAccess.Write(file, MemoryMarshal.AsBytes(rows.AsSpan()), fileBytes);
            entry = new(clip.LevelsDbfs, weights, active, null, fileBytes);
            fileBytes += bytes;
        }

        entries.Add((clip.Index, clip.Copy), entry);
    }

    /// <summary>The patches of a copy that carry energy, at least one.</summary>
    public IReadOnlyList<int> Active(int clip, int copy) => entries[(clip, copy)].Active;

    /// <summary>The level of each patch in dBFS.</summary>
    public float[] Levels(int clip, int copy) => entries[(clip, copy)].LevelsDbfs;

    /// <summary>The mean of some patches' embeddings, weighted as clips are judged.</summary>
    /// <param name="clip">The clip.</param>
    /// <param name="copy">Its copy.</param>
    /// <param name="first">The first of the active patches to take.</param>
    /// <param name="count">How many, 1 or more.</param>
    /// <param name="mean">[size] written.</param>
    public void MeanOfActive(int clip, int copy, int first, int count, Span<float> mean)
    {
        var entry = entries[(clip, copy)];
        var rows = RowsOf(entry);
        Span<float> row = Size <= 4096 ? stackalloc float[Size] : new float[Size];
        mean.Clear();
        var sum = 0f;
        for (var k = first; k < first + count; k++)
        {
            var weight = entry.Weights[entry.Active[k]];
            sum += weight;
            TensorPrimitives.ConvertToSingle(rows.AsSpan(entry.Active[k] * Size, Size), row);
            TensorPrimitives.MultiplyAdd(row, weight, mean, mean);
        }

        TensorPrimitives.Multiply(mean, 1 / sum, mean);
    }

    /// <summary>All patches of a copy: [patches, size] row by row.</summary>
    public float[] Rows(int clip, int copy)
    {
        var rows = RowsOf(entries[(clip, copy)]);
        var values = new float[rows.Length];
        TensorPrimitives.ConvertToSingle(rows, values);
        return values;
    }

    /// <inheritdoc/>
    public void Dispose() => file?.Dispose();

    private static SafeFileHandle OpenSpill() => File.OpenHandle(
        Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);

    private Half[] RowsOf(Entry entry)
    {
        if (entry.Rows is not null) return entry.Rows;
        var rows = new Half[entry.LevelsDbfs.Length * Size];
        var bytes = MemoryMarshal.AsBytes(rows.AsSpan());
        for (var done = 0; done < bytes.Length;)
        {
            var count = RandomAccess.Read(file!, bytes[done..], entry.Offset + done);
            if (count == 0) throw new IOException("the temporary file of embeddings ended early");
            done += count;
        }

        return rows;
    }

    private sealed record Entry(float[] LevelsDbfs, float[] Weights, int[] Active, Half[]? Rows, long Offset);
}
