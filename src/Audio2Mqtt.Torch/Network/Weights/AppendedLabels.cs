using System.IO.Compression;
using System.Text;

namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>The class names in the zip archive that TFLite's metadata tools append to a model.</summary>
internal static class AppendedLabels
{
    // A zip ends with this record of 22 bytes and a comment of at most 65535.
    private const int EndRecordBytes = 22;
    private const int MaxCommentBytes = ushort.MaxValue;

    // 521 names take 6 KB; far below what a maliciously compressed entry could swell to.
    private const int MaxLabelBytes = 1 << 16;

    private static ReadOnlySpan<byte> EndMark => "PK\u0005\u0006"u8;

    /// <summary>The names in score order; empty when no archive is appended.</summary>
    /// <exception cref="WeightsFormatException">The archive is broken, or its list is not one of 521 names.</exception>
    public static IReadOnlyList<string> Read(ReadOnlyMemory<byte> bytes, string path)
    {
        var tail = bytes[Math.Max(0, bytes.Length - EndRecordBytes - MaxCommentBytes)..];
        var end = tail.Span.LastIndexOf(EndMark);
        if (end < 0) return [];
        var offset = bytes.Length - tail.Length + end;
        try
        {
            using var stream = new ReadOnlyMemoryStream(bytes);
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            var entry = archive.Entries.FirstOrDefault(entry => entry.FullName.EndsWith("label_list.txt", StringComparison.Ordinal));
            return entry is null ? [] : Parse(entry);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            throw new WeightsFormatException(path, offset, $"the appended archive with the class names is broken ({error.Message})", null, error);
        }
    }

    private static string[] Parse(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        var text = new byte[MaxLabelBytes];
        var length = content.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
        var names = Encoding.UTF8.GetString(text, 0, length)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return names.Length == YamnetLayout.ClassCount
            ? names
            : throw new InvalidDataException($"{names.Length} names instead of {YamnetLayout.ClassCount}");
    }
}
