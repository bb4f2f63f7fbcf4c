namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>
/// Walks all of an HDF5 file's index before libhdf5 sees it. On broken bytes the library may call itself until the stack ends (a tree that
/// contains itself) or take memory for ever (a heap whose free blocks form a circle), and no error code comes back from that. So only a file
/// whose every structure is sound, and reached once, is handed on; only the layouts that h5py writes by default are known.
/// Formats: https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html.
/// </summary>
internal sealed class Hdf5Structure
{
    private const long Undefined = -1;
    private const int RootEntry = 56;
    private const int SymbolBytes = 40;
    private const int MaxDepth = 32;

    // The real file has about 800; a file of overlapping structures could have millions.
    private const int MaxStructures = 1 << 15;

    private readonly CheckedBytes bytes;
    private readonly HashSet<long> visited = [];
    private readonly int leafEntries;
    private readonly int treeEntries;

    private Hdf5Structure(CheckedBytes bytes)
    {
        this.bytes = bytes;
        if (!bytes.Slice(0, FileMark.Length).SequenceEqual(FileMark)) throw bytes.Broken(0, "the mark of an HDF5 file is missing");
        if (bytes.Byte(8) != 0 || bytes.Byte(13) != sizeof(long) || bytes.Byte(14) != sizeof(long))
            throw bytes.Broken(8, $"an HDF5 superblock of version {bytes.Byte(8)}, not the version 0 that h5py writes by default");
        leafEntries = 2 * bytes.UInt16(16);
        treeEntries = 2 * bytes.UInt16(18);
        if (leafEntries is 0 or > 4096 || treeEntries is 0 or > 4096) throw bytes.Broken(16, "HDF5 tree nodes of an unusual size");
        if (bytes.Int64(24) != 0 || bytes.Int64(32) != Undefined || bytes.Int64(48) != Undefined)
            throw bytes.Broken(24, "HDF5 addresses that do not begin with the file, or a driver's block");
        if (bytes.Int64(40) < 0 || bytes.Int64(40) > bytes.Length) throw bytes.Broken(40, "the file is shorter than it says");
    }

    public static ReadOnlySpan<byte> FileMark => [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0d, 0x0a, 0x1a, 0x0a];

    /// <summary>Walks a whole file.</summary>
    /// <exception cref="WeightsFormatException">Something is broken, or not as h5py writes it.</exception>
    public static void Check(ReadOnlyMemory<byte> file, string path)
    {
        var structure = new Hdf5Structure(new CheckedBytes(file, path));
        structure.CheckSymbol(RootEntry, 0);
    }

    /// <summary>An entry of a group: the object, and a copy of a group's addresses, which the library trusts.</summary>
    private void CheckSymbol(long at, int depth)
    {
        if (depth > MaxDepth) throw bytes.Broken(at, $"groups nested more than {MaxDepth} deep");
        var header = new Hdf5ObjectHeader(bytes, bytes.Int64(at + 8), Visit);
        var cached = bytes.Int32(at + 16);
        if (cached is not (0 or 1) || (cached == 1 && (bytes.Int64(at + 24), bytes.Int64(at + 32)) != header.Group))
            throw bytes.Broken(at, "a link that is not the plain kind, or disagrees with its group");
        if (header.Group is not var (tree, heap)) return;
        var names = CheckHeap(heap);
        CheckTree(tree, null, names, depth);
    }

    private void CheckTree(long at, int? expectedLevel, (long Data, long Size) names, int depth)
    {
        Visit(at);
        var level = bytes.Byte(at + 5);
        var entries = bytes.UInt16(at + 6);
        if (!bytes.Slice(at, 5).SequenceEqual("TREE\0"u8) || entries > treeEntries || (expectedLevel ?? level) != level)
            throw bytes.Broken(at, $"a tree node with {entries} entries at level {level}");

        // The library reads the whole node, used or not: 24 bytes, then a name before, between and after the children.
        bytes.Slice(at, 24 + (8L * ((2 * treeEntries) + 1)));
        for (var entry = 0; entry < entries; entry++)
        {
            var key = at + 24 + (16L * entry);
            CheckName(key, names);
            CheckName(key + 16, names);
            var child = bytes.Int64(key + 8);
            if (level == 0) CheckLeaf(child, names, depth);
            else CheckTree(child, level - 1, names, depth);
        }
    }

    private void CheckLeaf(long at, (long Data, long Size) names, int depth)
    {
        Visit(at);
        var symbols = bytes.UInt16(at + 6);
        if (!bytes.Slice(at, 5).SequenceEqual("SNOD\u0001"u8) || symbols == 0 || symbols > leafEntries)
            throw bytes.Broken(at, $"a group's node with {symbols} links");
        bytes.Slice(at, 8 + ((long)SymbolBytes * leafEntries));
        for (var symbol = 0; symbol < symbols; symbol++)
        {
            var entry = at + 8 + (SymbolBytes * symbol);
            CheckName(entry, names);
            CheckSymbol(entry, depth + 1);
        }
    }

    /// <summary>A group's names: their segment lies in the file, and the free blocks in it come to an end.</summary>
    private (long Data, long Size) CheckHeap(long at)
    {
        Visit(at);
        if (!bytes.Slice(at, 5).SequenceEqual("HEAP\0"u8)) throw bytes.Broken(at, "a name heap is missing");
        var size = bytes.Int64(at + 8);
        var free = bytes.Int64(at + 16);
        var data = bytes.Int64(at + 24);
        bytes.Slice(data, size);

        // 1 ends the list. Each block takes at least 16 bytes, so a longer list is a circle.
        for (var left = size / 16; free != 1; left--)
        {
            if (free < 0 || free > size - 16 || left == 0) throw bytes.Broken(at, $"a name heap of {size} bytes whose free blocks lead to {free}, or in a circle");
            var block = bytes.Int64(data + free + 8);
            if (block < 16 || block > size - free) throw bytes.Broken(data + free, $"a free block of {block} bytes in a name heap of {size}");
            free = bytes.Int64(data + free);
        }

        return (data, size);
    }

    private void CheckName(long at, (long Data, long Size) names)
    {
        var offset = bytes.Int64(at);
        if (offset < 0 || offset >= names.Size || !bytes.Slice(names.Data + offset, names.Size - offset).Contains((byte)0))
            throw bytes.Broken(at, $"a name at {offset} of a heap of {names.Size} bytes");
    }

    private void Visit(long at)
    {
        bytes.Slice(at, 8);
        if (!visited.Add(at)) throw bytes.Broken(at, "a structure that is reached twice");
        if (visited.Count > MaxStructures) throw bytes.Broken(at, $"more than {MaxStructures} structures");
    }
}
