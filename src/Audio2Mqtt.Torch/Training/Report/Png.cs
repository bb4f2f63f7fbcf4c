using System.Buffers.Binary;
using System.IO.Compression;

namespace Audio2Mqtt.Torch.Training.Report;

/// <summary>Writes pictures of up to 256 colours as PNG: https://www.w3.org/TR/2003/REC-PNG-20031110/.</summary>
internal static class Png
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>An indexed picture.</summary>
    /// <param name="width">Columns, 1 or more.</param>
    /// <param name="pixels">[height * width] indices into the palette, the top row first.</param>
    /// <param name="palette">Red, green, blue of each colour.</param>
    public static byte[] Indexed(int width, ReadOnlySpan<byte> pixels, ReadOnlySpan<byte> palette)
    {
        using var file = new MemoryStream();
        file.Write(Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], pixels.Length / width);
        (header[8], header[9]) = (8, 3); // 8 bits, indexed; deflate, no interlacing
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "PLTE"u8, palette);
        Chunk(file, "IDAT"u8, Compressed(width, pixels));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Compressed(int width, ReadOnlySpan<byte> pixels)
    {
        using var bytes = new MemoryStream();
        using (var deflate = new ZLibStream(bytes, CompressionLevel.SmallestSize))
        {
            for (var at = 0; at < pixels.Length; at += width)
            {
                deflate.WriteByte(0); // no filter
                deflate.Write(pixels.Slice(at, width));
            }
        }

        return bytes.ToArray();
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, type), data));
        file.Write(number);
    }

    // CRC-32 of ISO 3309, bit by bit: a picture is small.
    private static uint Crc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }

        return crc;
    }
}
