namespace TorchSharp.Utils;

/// <summary>Unsigned LEB128, the form of every count and length in a saved module: seven bits a byte, lowest first.</summary>
internal static class Leb128
{
    // 63 bits in groups of seven: more bytes than this cannot be a length.
    private const int MaxBytes = 9;

    internal static void Encode(this BinaryWriter writer, long value)
    {
        for (; value >= 0x80; value >>= 7)
            writer.Write((byte)(value | 0x80));
        writer.Write((byte)value);
    }

    /// <exception cref="InvalidDataException">The bytes are no number that a saved module holds.</exception>
    internal static long Decode(this BinaryReader reader)
    {
        long value = 0;
        for (var k = 0; k < MaxBytes; k++)
        {
            var read = reader.ReadByte();
            value |= (long)(read & 0x7f) << (7 * k);
            if (read < 0x80)
                return value;
        }

        throw new InvalidDataException("not a saved module or tensor: a number in it runs over 63 bits");
    }
}
