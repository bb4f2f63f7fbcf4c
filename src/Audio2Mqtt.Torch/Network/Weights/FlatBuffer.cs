using System.Runtime.InteropServices;
using System.Text;

namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>
/// A cursor over a flatbuffer (https://flatbuffers.dev/internals). Reading costs time and memory in proportion to what is asked for, whatever the bytes say.
/// </summary>
internal sealed class FlatBuffer(ReadOnlyMemory<byte> bytes, string path) : CheckedBytes(bytes, path)
{
    /// <summary>The table that the file begins with.</summary>
    public FlatTable Root() => TableAt(FollowOffset(0));

    /// <summary>The four letters after the root offset that name the schema; empty in a file too short for them.</summary>
    public string Identifier => Length < 8 ? "" : Encoding.Latin1.GetString(Slice(4, 4));

    /// <summary>The place that the unsigned offset at <paramref name="position"/> points to; offsets only ever point forward.</summary>
    public long FollowOffset(long position)
    {
        var offset = UInt32(position);
        if (offset == 0) throw Broken(position, "an offset is 0");
        var target = position + offset;
        Slice(target, sizeof(uint));
        return target;
    }

    /// <summary>The table at a place; its size and its field list are checked here.</summary>
    public FlatTable TableAt(long position)
    {
        var vtable = position - Int32(position);
        var vtableSize = UInt16(vtable);
        var tableSize = UInt16(vtable + 2);
        if (vtableSize < 4 || vtableSize % 2 != 0) throw Broken(vtable, $"a field list of {vtableSize} bytes");
        Slice(vtable, vtableSize);
        Slice(position, tableSize);
        return new FlatTable(this, position, tableSize, vtable, (vtableSize - 4) / 2);
    }

    /// <summary>The elements of a vector of fixed-size values; the count is checked against the file before anything is read.</summary>
    public ReadOnlySpan<T> Vector<T>(long position)
        where T : unmanaged
    {
        var count = UInt32(position);
        return MemoryMarshal.Cast<byte, T>(Slice(position + sizeof(uint), (long)count * Marshal.SizeOf<T>()));
    }
}
