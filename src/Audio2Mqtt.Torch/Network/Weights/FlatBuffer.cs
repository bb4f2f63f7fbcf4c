using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>
/// A cursor over a flatbuffer (https://flatbuffers.dev/internals) that checks every offset and count against the file before it is used.
/// Reading costs time and memory in proportion to what is asked for, whatever the bytes say.
/// </summary>
internal sealed class FlatBuffer(ReadOnlyMemory<byte> bytes, string path)
{
    /// <summary>The file, for errors.</summary>
    public string Path { get; } = path;

    /// <summary>The table that the file begins with.</summary>
    public FlatTable Root() => TableAt(FollowOffset(0));

    /// <summary>The four letters after the root offset that name the schema; empty in a file too short for them.</summary>
    public string Identifier => bytes.Length < 8 ? "" : Encoding.Latin1.GetString(bytes.Span.Slice(4, 4));

    /// <summary>The bytes at a place, after checking that they lie in the file.</summary>
    public ReadOnlySpan<byte> Slice(long position, long count)
    {
        if (position < 0 || count < 0 || position > bytes.Length - count)
            throw Broken(position, $"{count} bytes would reach past the end of the file ({bytes.Length} bytes)");
        return bytes.Span.Slice((int)position, (int)count);
    }

    public byte Byte(long position) => Slice(position, 1)[0];

    public int Int32(long position) => BinaryPrimitives.ReadInt32LittleEndian(Slice(position, sizeof(int)));

    /// <summary>The place that the unsigned offset at <paramref name="position"/> points to; offsets only ever point forward.</summary>
    public long FollowOffset(long position)
    {
        var offset = BinaryPrimitives.ReadUInt32LittleEndian(Slice(position, sizeof(uint)));
        if (offset == 0) throw Broken(position, "an offset is 0");
        var target = position + offset;
        Slice(target, sizeof(uint));
        return target;
    }

    /// <summary>The table at a place; its size and its field list are checked here.</summary>
    public FlatTable TableAt(long position)
    {
        var vtable = position - Int32(position);
        var vtableSize = BinaryPrimitives.ReadUInt16LittleEndian(Slice(vtable, sizeof(ushort)));
        var tableSize = BinaryPrimitives.ReadUInt16LittleEndian(Slice(vtable + 2, sizeof(ushort)));
        if (vtableSize < 4 || vtableSize % 2 != 0) throw Broken(vtable, $"a field list of {vtableSize} bytes");
        Slice(vtable, vtableSize);
        Slice(position, tableSize);
        return new FlatTable(this, position, tableSize, vtable, (vtableSize - 4) / 2);
    }

    /// <summary>The elements of a vector of fixed-size values; the count is checked against the file before anything is read.</summary>
    public ReadOnlySpan<T> Vector<T>(long position)
        where T : unmanaged
    {
        var count = BinaryPrimitives.ReadUInt32LittleEndian(Slice(position, sizeof(uint)));
        return MemoryMarshal.Cast<byte, T>(Slice(position + sizeof(uint), (long)count * Marshal.SizeOf<T>()));
    }

    public WeightsFormatException Broken(long position, string problem) => new(Path, position, problem);
}
