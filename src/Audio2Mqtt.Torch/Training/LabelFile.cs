using System.Text;
using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Training;

/// <summary>
/// The labels of a long recording: JSON (<c>{"00:00": "negative", "02:13": "positive"}</c>: a label holds until the next time, null is none), or
/// an Audacity label track (<c>start, end, label</c> with tabs between; https://manual.audacityteam.org/man/importing_and_exporting_labels.html).
/// </summary>
public sealed record LabelFile
{
    /// <summary>What follows a recording's name in the name of its JSON labels.</summary>
    public const string JsonSuffix = ".labels.json";

    /// <summary>What follows a recording's name in the name of its label track.</summary>
    public const string TrackSuffix = ".txt";

    // A label a second for a week is 20 MB.
    private const int MaxBytes = 32 << 20;
    private const int MaxLabelLength = 100;

    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>The stretches by start and end; those of a track may overlap.</summary>
    public required IReadOnlyList<LabelledStretch> Stretches { get; init; }

    /// <summary>What is odd and yet could be read, one line each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Reads a file; JSON is what begins with a brace, whatever its name.</summary>
    /// <param name="path">The file: UTF-8, or UTF-16 with its mark.</param>
    /// <exception cref="DatasetException">It cannot be read, is no such file, or has no label. The message names the place.</exception>
    public static LabelFile Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read);
            using var bytes = new MemoryStream();
            var block = new byte[1 << 16];
            for (int count; (count = stream.Read(block)) > 0;)
            {
                bytes.Write(block, 0, count);
                if (bytes.Length > MaxBytes) throw new DatasetException(path, $"is larger than {MaxBytes >> 20} MiB: this is no label file");
            }

            return Parse(path, bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DatasetException(path, "no such file", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException(path, $"cannot be read ({failure.Message})", failure);
        }
    }

    /// <summary>Parses the bytes of a file.</summary>
    internal static LabelFile Parse(string path, ReadOnlySpan<byte> bytes)
    {
        var text = Text(path, bytes);
        var warnings = new List<string>();
        var stretches = text.AsSpan().TrimStart().StartsWith("{") ? JsonLabels.Parse(path, text) : LabelTrack.Parse(path, text, warnings);
        if (stretches.Count == 0) throw new DatasetException(path, "holds no label; lines of a label track are 'start<TAB>end<TAB>label'");
        var ordered = stretches.OrderBy(stretch => stretch.Start).ThenBy(stretch => stretch.End ?? TimeSpan.MaxValue).ToList();
        WarnOfOverlaps(path, ordered, warnings);
        return new() { Path = path, Stretches = ordered, Warnings = warnings };
    }

    /// <summary>A label as it is used: without blanks around it; null for none.</summary>
    internal static string? Label(string path, string? text, string place)
    {
        var label = (text ?? "").Trim();
        if (label.Any(char.IsControl)) throw new DatasetException(path, $"{place}: the label has control characters in it");
        if (label.Length > MaxLabelLength) throw new DatasetException(path, $"{place}: the label has {label.Length} characters; at most {MaxLabelLength}");
        return label.Length == 0 ? null : label;
    }

    private static string Text(string path, ReadOnlySpan<byte> bytes)
    {
        Encoding encoding = bytes switch
        {
            [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true),
            [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true),
            _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
        };
        try
        {
            return encoding.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException failure)
        {
            throw new DatasetException(path, "is not UTF-8 text: save it with that encoding", failure);
        }
    }

    // Two labels at once cannot both be the class; the user is told where, and each keeps what it was given.
    private static void WarnOfOverlaps(string path, List<LabelledStretch> stretches, List<string> warnings)
    {
        LabelledStretch? longest = null;
        foreach (var stretch in stretches)
        {
            if (longest is not null && stretch.Label != longest.Label && (longest.End is not { } end || stretch.Start < end))
            {
                warnings.Add($"{path}: '{longest.Label}' and '{stretch.Label}' overlap at {AudioTime.Format(stretch.Start)}: both will be taught there");
                return;
            }

            if (longest?.End is not { } last || stretch.End is null || stretch.End > last) longest = stretch;
        }
    }
}
