namespace Audio2Mqtt.Torch.Audio;

/// <summary>libsndfile's format codes (sndfile.h, <c>SF_FORMAT_*</c>) in words.</summary>
internal static class SoundFileFormat
{
    private const int MajorMask = 0x0FFF0000;
    private const int CodecMask = 0x0000FFFF;
    private const int MajorMpeg = 0x230000;
    private const int CodecVorbis = 0x60;

    /// <summary>Whether the format is MP3 or its elder layers.</summary>
    internal static bool IsMpeg(int format) => (format & MajorMask) == MajorMpeg;

    /// <summary>
    /// Whether seeking lands on the very frame. libsndfile 1.2 misses it in Vorbis by a block or two (measured: 4 of 7 targets).
    /// </summary>
    internal static bool SeeksExactly(int format) => (format & CodecMask) != CodecVorbis;

    /// <summary>The container's name.</summary>
    internal static string Container(int format) => (format & MajorMask) switch
    {
        0x010000 or 0x130000 => "WAV",
        0x020000 => "AIFF",
        0x030000 => "AU",
        0x0B0000 => "W64",
        0x170000 => "FLAC",
        0x180000 => "CAF",
        0x200000 => "OGG",
        0x220000 => "RF64",
        MajorMpeg => "MPEG",
        var other => $"format 0x{other:X}",
    };

    /// <summary>How the samples are coded.</summary>
    internal static string Codec(int format) => (format & CodecMask) switch
    {
        0x01 => "signed 8-bit PCM",
        0x02 => IsFlac(format) ? "16-bit FLAC" : "16-bit PCM",
        0x03 => IsFlac(format) ? "24-bit FLAC" : "24-bit PCM",
        0x04 => "32-bit PCM",
        0x05 => "8-bit PCM",
        0x06 => "32-bit float",
        0x07 => "64-bit float",
        0x10 => "mu-law",
        0x11 => "A-law",
        0x12 => "IMA ADPCM",
        0x13 => "Microsoft ADPCM",
        0x20 => "GSM 6.10",
        CodecVorbis => "Vorbis",
        0x64 => "Opus",
        0x70 or 0x71 or 0x72 or 0x73 => "ALAC",
        0x80 => "MP1",
        0x81 => "MP2",
        0x82 => "MP3",
        var other => $"codec 0x{other:X}",
    };

    private static bool IsFlac(int format) => (format & MajorMask) == 0x170000;
}
