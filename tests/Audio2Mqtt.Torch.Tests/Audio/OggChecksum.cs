using System.Buffers.Binary;

namespace Audio2Mqtt.Torch.Tests.Audio;

/// <summary>Writes right checksums into OGG pages (RFC 3533: polynomial 0x04C11DB7, most significant bit first, no inversion).</summary>
internal static class OggChecksum
{
    private const uint Polynomial = 0x04C11DB7;
    private const int ChecksumOffset = 22;
    private const int SegmentsOffset = 26;

    /// <summary>Mends every page from the first byte on, until something is no page.</summary>
    internal static void Mend(Span<byte> file)
    {
        while (file.Length > SegmentsOffset && file.StartsWith("OggS"u8))
        {
            var length = SegmentsOffset + 1 + file[SegmentsOffset];
            if (length > file.Length) return;
            foreach (var segment in file[(SegmentsOffset + 1)..length]) length += segment;
            if (length > file.Length) return;
            file.Slice(ChecksumOffset, 4).Clear();
            BinaryPrimitives.WriteUInt32LittleEndian(file[ChecksumOffset..], Checksum(file[..length]));
            file = file[length..];
        }
    }

    private static uint Checksum(ReadOnlySpan<byte> page)
    {
        uint checksum = 0;
        foreach (var value in page)
        {
            checksum ^= (uint)value << 24;
            for (var bit = 0; bit < 8; bit++) checksum = (checksum & 0x80000000) != 0 ? (checksum << 1) ^ Polynomial : checksum << 1;
        }

        return checksum;
    }
}
