namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>One table of a flatbuffer. A field that is absent has its default, as the format says.</summary>
internal readonly record struct FlatTable(FlatBuffer Buffer, long Position, int Size, long FieldList, int FieldCount)
{
    public byte Byte(int field, byte defaultValue = 0) =>
        Find(field, sizeof(byte)) is long at ? Buffer.Byte(at) : defaultValue;

    public int Int32(int field, int defaultValue = 0) =>
        Find(field, sizeof(int)) is long at ? Buffer.Int32(at) : defaultValue;

    /// <summary>A vector of fixed-size values; empty when absent.</summary>
    public ReadOnlySpan<T> Vector<T>(int field)
        where T : unmanaged =>
        Find(field, sizeof(uint)) is long at ? Buffer.Vector<T>(Buffer.FollowOffset(at)) : [];

    /// <summary>Where a vector lies, for errors about its contents; the table itself when absent.</summary>
    public long PositionOf(int field) => Find(field, sizeof(uint)) is long at ? Buffer.FollowOffset(at) : Position;

    /// <summary>The table that a field points to; null when absent.</summary>
    public FlatTable? Table(int field) =>
        Find(field, sizeof(uint)) is long at ? Buffer.TableAt(Buffer.FollowOffset(at)) : null;

    /// <summary>The number of tables in a vector of tables; 0 when absent.</summary>
    public int TableCount(int field) => Vector<uint>(field).Length;

    /// <summary>One table of a vector of tables.</summary>
    public FlatTable TableAt(int field, int index)
    {
        var at = PositionOf(field);
        var count = TableCount(field);
        if (index < 0 || index >= count)
            throw Buffer.Broken(at, $"element {index} of a list of {count}");
        return Buffer.TableAt(Buffer.FollowOffset(at + sizeof(uint) + (sizeof(uint) * (long)index)));
    }

    private long? Find(int field, int size)
    {
        if (field >= FieldCount) return null;
        var entry = FieldList + 4 + (2 * field);
        var offset = Buffer.UInt16(entry);
        if (offset == 0) return null;
        if (offset < 4 || offset + size > Size)
            throw Buffer.Broken(entry, $"field {field} lies outside its table of {Size} bytes");
        return Position + offset;
    }
}
