namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>
/// An object header of version 1, checked: a list of messages in one or more blocks. A dataset must be plain: little-endian float32 in one
/// piece. What a group needs is kept.
/// </summary>
internal sealed class Hdf5ObjectHeader
{
    private const int Dataspace = 0x01;
    private const int Datatype = 0x03;
    private const int Layout = 0x08;
    private const int Attribute = 0x0c;
    private const int Continuation = 0x10;
    private const int SymbolTable = 0x11;
    private const int MaxRank = 32;

    private const int PrefixBytes = 16;
    private const int MessageBytes = 8;

    // Nil, old and new fill value, old and new modification time: the library reads nothing from them that leads elsewhere.
    private static readonly int[] Harmless = [0x00, 0x04, 0x05, 0x0e, 0x12];

    private readonly CheckedBytes bytes;
    private readonly Queue<(long At, long Size)> blocks = [];

    /// <summary>Checks a header.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="at">Where the header begins.</param>
    /// <param name="visit">Told of each block's place; refuses one that was there before.</param>
    /// <exception cref="WeightsFormatException">It is broken, or not as h5py writes it.</exception>
    public Hdf5ObjectHeader(CheckedBytes bytes, long at, Action<long> visit)
    {
        this.bytes = bytes;
        visit(at);
        if (bytes.Byte(at) != 1) throw bytes.Broken(at, $"an object header of version {bytes.Byte(at)} instead of 1");
        var announced = bytes.UInt16(at + 2);
        blocks.Enqueue((at + PrefixBytes, bytes.UInt32(at + 8)));
        var found = 0;
        while (blocks.TryDequeue(out var block))
        {
            if (block.At != at + PrefixBytes) visit(block.At);
            found += CheckBlock(block.At, block.Size);
        }

        if (found != announced) throw bytes.Broken(at, $"an object header with {found} messages that announces {announced}");
    }

    /// <summary>The addresses of a group's tree and name heap; null for a dataset.</summary>
    public (long Tree, long Heap)? Group { get; private set; }

    private int CheckBlock(long at, long size)
    {
        bytes.Slice(at, size);
        var end = at + size;
        var count = 0;
        for (; at < end; count++)
        {
            if (end - at < MessageBytes) throw bytes.Broken(at, "an object header's message is cut short");
            var length = bytes.UInt16(at + 2);
            if (length % 8 != 0 || length > end - at - MessageBytes) throw bytes.Broken(at, $"an object header's message of {length} bytes");

            // Bit 1: the message is kept elsewhere.
            if ((bytes.Byte(at + 4) & 0b10) != 0) throw bytes.Broken(at, "a shared message, which h5py does not write here");
            CheckMessage(bytes.UInt16(at), at + MessageBytes, length);
            at += MessageBytes + length;
        }

        return count;
    }

    private void CheckMessage(int type, long at, int length)
    {
        var fits = type switch
        {
            Dataspace => length >= 8 && IsDataspace(at, length),
            Datatype => length >= 20 && IsFloat32(at),
            Layout => length >= 18 && IsContiguous(at),
            Attribute => length >= 8,
            Continuation => length >= 16 && Continue(at),
            SymbolTable => length >= 16 && Group is null && KeepGroup(at),
            _ => Harmless.Contains(type),
        };
        if (!fits) throw bytes.Broken(at, $"a message of kind {type} with {length} bytes that h5py does not write for float32 values in one piece");
    }

    private bool IsDataspace(long at, int length)
    {
        var rank = bytes.Byte(at + 1);
        var sizes = bytes.Byte(at + 2) switch { 0 => 1, 1 => 2, _ => int.MaxValue / (8 * MaxRank) };
        return bytes.Byte(at) == 1 && rank <= MaxRank && 8 + (8 * rank * sizes) <= length;
    }

    // Class 1 (float) in version 1; little-endian, sign in bit 31, implied leading digit; 4 bytes; then where exponent and mantissa lie.
    private bool IsFloat32(long at) =>
        bytes.Slice(at, 20).SequenceEqual((ReadOnlySpan<byte>)[0x11, 0x20, 31, 0, 4, 0, 0, 0, 0, 0, 32, 0, 23, 8, 0, 23, 127, 0, 0, 0]);

    // Version 3, class 1: an address and a size. Values that were never written have no address; they are refused later, by size.
    private bool IsContiguous(long at)
    {
        if (bytes.Byte(at) != 3 || bytes.Byte(at + 1) != 1) return false;
        bytes.Slice(bytes.Int64(at + 2), bytes.Int64(at + 10));
        return true;
    }

    private bool Continue(long at)
    {
        blocks.Enqueue((bytes.Int64(at), bytes.Int64(at + 8)));
        return true;
    }

    private bool KeepGroup(long at)
    {
        Group = (bytes.Int64(at), bytes.Int64(at + 8));
        return true;
    }
}
