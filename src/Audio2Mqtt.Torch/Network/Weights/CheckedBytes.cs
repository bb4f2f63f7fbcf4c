using System.Buffers.Binary;

namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>The bytes of a foreign file: every place and count is checked against its length before it is used. Little-endian.</summary>
internal class CheckedBytes(ReadOnlyMemory<byte> bytes, string path)
{
    /// <summary>The file, for errors.</summary>
    public string Path { get; } = path;

    public int Length => bytes.Length;

    /// <summary>The bytes at a place, after checking that they lie in the file.</summary>
    /// <exception cref="WeightsFormatException">They do not.</exception>
    public ReadOnlySpan<byte> Slice(long position, long count)
    {
        if (position < 0 || count < 0 || position > bytes.Length - count)
            throw Broken(position, $"{count} bytes would reach past the end of the file ({bytes.Length} bytes)");
        return bytes.Span.Slice((int)position, (int)count);
    }

    public byte Byte(long position) => Slice(position, sizeof(byte))[0];

    public ushort UInt16(long position) => BinaryPrimitives.ReadUInt16LittleEndian(Slice(position, sizeof(ushort)));

    public int Int32(long position) => BinaryPrimitives.ReadInt32LittleEndian(Slice(position, sizeof(int)));

    public uint UInt32(long position) => BinaryPrimitives.ReadUInt32LittleEndian(Slice(position, sizeof(uint)));

    public long Int64(long position) => BinaryPrimitives.ReadInt64LittleEndian(Slice(position, sizeof(long)));

    public WeightsFormatException Broken(long position, string problem) => new(Path, position, problem);
}
