using System.Buffers.Binary;

namespace Audio2Mqtt.Torch.Audio;

/// <summary>Tells formats by their first bytes; extensions lie, and libsndfile takes some of them for headerless sound.</summary>
internal static class SoundSniffer
{
    /// <summary>How many first bytes are enough.</summary>
    internal const int HeadBytes = 64;

    // From the frame header to the tag: 4 bytes of header and at most 32 of side information, then the tag's own fields.
    private const int TagWindowBytes = 64;

    // ID3v1 takes 128 bytes at the end of a file, an APE tag without pictures a few hundred.
    private const long SmallTrailerBytes = 4096;

    /// <summary>The kind of a source that begins with <paramref name="head"/>.</summary>
    internal static SoundKind Kind(ReadOnlySpan<byte> head)
    {
        if (IsMpegSync(head) || head.StartsWith("ID3"u8)) return SoundKind.Mpeg;
        if (head.Length >= 8 && IsMp4Box(head[4..8])) return SoundKind.Mp4;
        return IsSoundFile(head) ? SoundKind.SoundFile : SoundKind.Unknown;
    }

    /// <summary>
    /// Whether an MPEG file tells its own length in frames (a Xing, Info or VBRI tag that fits the file's size). Where it does not,
    /// libsndfile guesses from the first frame's bit rate and silently stops there: a variable-rate file lost 60 % of its sound.
    /// </summary>
    internal static bool TellsMpegLength(Stream file)
    {
        Span<byte> head = stackalloc byte[10];
        file.Position = 0;
        if (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length) return false;
        long start = head.StartsWith("ID3"u8) ? Id3Bytes(head) : 0;
        Span<byte> frame = stackalloc byte[TagWindowBytes];
        file.Position = start;
        if (file.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) < frame.Length || !IsMpegSync(frame)) return false;
        var tag = Math.Max(frame.IndexOf("Xing"u8), frame.IndexOf("Info"u8));
        if (tag < 0) return frame.IndexOf("VBRI"u8) >= 0;

        // Flags: 1 = a count of frames follows, 2 = a count of bytes follows it. https://multimedia.cx/mp3extensions.txt
        if (tag + 16 > frame.Length || (frame[tag + 7] & 3) != 3) return false;
        var bytes = BinaryPrimitives.ReadUInt32BigEndian(frame[(tag + 12)..]);

        // 1 % is where mpg123 starts to distrust the tag. What is longer has more sound behind it, or large tags: ffmpeg then tells which.
        return Math.Abs(file.Length - start - bytes) <= Math.Max(bytes / 100, SmallTrailerBytes);
    }

    // A tag's size is in four bytes of seven bits, without its own ten bytes of header.
    private static long Id3Bytes(ReadOnlySpan<byte> head) =>
        10 + ((head[6] & 127L) << 21 | (head[7] & 127L) << 14 | (head[8] & 127L) << 7 | (head[9] & 127L));

    // Eleven set bits, then version (not 01) and layer (not 00: that would be AAC in ADTS).
    private static bool IsMpegSync(ReadOnlySpan<byte> head) =>
        head.Length >= 2 && head[0] == 0xFF && (head[1] & 0xE0) == 0xE0 && (head[1] & 0x18) != 0x08 && (head[1] & 0x06) != 0;

    private static bool IsMp4Box(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("ftyp"u8) || name.SequenceEqual("moov"u8) || name.SequenceEqual("mdat"u8)
        || name.SequenceEqual("wide"u8) || name.SequenceEqual("free"u8) || name.SequenceEqual("skip"u8);

    // Not the museum pieces that libsndfile reads too (VOC, NIST, SVX, PAF): ffmpeg takes them, and a process can be killed where a
    // library cannot. What is listed here survived 20,000 damaged headers each.
    private static bool IsSoundFile(ReadOnlySpan<byte> head)
    {
        if (head.Length >= 12)
        {
            var form = head[8..12];
            var isRiff = head.StartsWith("RIFF"u8) || head.StartsWith("RIFX"u8) || head.StartsWith("RF64"u8);
            if (isRiff && form.SequenceEqual("WAVE"u8)) return true;
            if (head.StartsWith("FORM"u8) && form[..3].SequenceEqual("AIF"u8)) return true;
        }

        return head.StartsWith("fLaC"u8) || head.StartsWith("OggS"u8) || head.StartsWith("caff"u8)
            || head.StartsWith(".snd"u8) || head.StartsWith("riff"u8);
    }
}
