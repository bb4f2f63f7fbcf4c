using System.Globalization;

namespace Audio2Mqtt.Torch.Audio;

/// <summary>
/// What ffmpeg says on standard error, kept to a bound: a damaged file makes it write a line per packet.
/// Lines look like <c>[mov @ 0x55] [error] moov atom not found</c>.
/// </summary>
internal sealed class FfmpegLog(string input)
{
    private const int MaxErrors = 4;
    private const int MaxLineChars = 500;

    private static readonly string[] CausePrefixes = ["Error opening input: ", "Error opening input files: "];
    private static readonly string[] Echoes =
        ["Error opening input file ", "Error opening output file", "Impossible to open '", "Error parsing options for output", "Failed to set value "];

    private readonly Lock _gate = new();
    private readonly List<string> _errors = [];
    private long _errorCount;
    private bool _pastInput;

    /// <summary>Set once all that ffmpeg tells of the input has been read.</summary>
    internal ManualResetEventSlim InputTold { get; } = new();

    /// <summary>The demuxer's name, such as <c>mov,mp4,m4a,3gp,3g2,mj2</c>.</summary>
    internal string? Container { get; private set; }

    /// <summary>The first audio stream's codec, such as <c>aac (LC)</c>.</summary>
    internal string? Codec { get; private set; }

    /// <summary>The input's length, where ffmpeg knows or estimates it.</summary>
    internal TimeSpan? Duration { get; private set; }

    /// <summary>Whether there is a video stream; a cover picture, which ffmpeg lists as one, does not count.</summary>
    internal bool HasVideo { get; private set; }

    /// <summary>Why ffmpeg gave up, or what it complained of, as one line; empty when it did not.</summary>
    internal string Reason
    {
        get
        {
            lock (_gate) return string.Join("; ", _errors);
        }
    }

    /// <summary>How many error lines there were.</summary>
    internal long ErrorCount => Interlocked.Read(ref _errorCount);

    /// <summary>Reads to the end; meant for a thread of its own.</summary>
    internal void ReadAll(Stream standardError)
    {
        using var reader = new StreamReader(standardError);
        Span<char> line = stackalloc char[MaxLineChars];
        var length = 0;
        for (int next; (next = reader.Read()) >= 0;)
        {
            if (next is '\n' or '\r')
            {
                Add(line[..length]);
                length = 0;
            }
            else if (length < line.Length)
            {
                line[length++] = (char)next;
            }
        }

        Add(line[..length]);
        InputTold.Set();
    }

    private void Add(ReadOnlySpan<char> line)
    {
        if (After(line, "[fatal] ") is { IsEmpty: false } fatal) AddError(fatal);
        else if (After(line, "[error] ") is { IsEmpty: false } error) AddError(error);
        else if (!_pastInput && After(line, "[info] ") is { IsEmpty: false } info) AddInput(info.Trim());
    }

    private void AddInput(ReadOnlySpan<char> text)
    {
        const string inputLine = "Input #0, ";
        if (text.StartsWith(inputLine) && text.IndexOf(", from ") is > 0 and var end)
        {
            Container = text[inputLine.Length..end].ToString();
        }
        else if (text.StartsWith("Duration: "))
        {
            var value = text["Duration: ".Length..];
            value = value[..Math.Max(0, value.IndexOf(','))];
            if (TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out var duration)) Duration = duration;
        }
        else if (text.StartsWith("Stream #") && text.IndexOf(": Video: ") >= 0)
        {
            HasVideo |= text.IndexOf("(attached pic)") < 0;
        }
        else if (Codec is null && text.StartsWith("Stream #") && After(text, ": Audio: ") is { IsEmpty: false } codec)
        {
            Codec = CodecName(codec);
        }
        else if (text.StartsWith("Stream mapping:") || text.StartsWith("Output #"))
        {
            _pastInput = true;
            InputTold.Set();
        }
    }

    // "aac (LC) (mp4a / 0x6134706D), 44100 Hz, stereo": the container's tag is of no use to anybody.
    private static string CodecName(ReadOnlySpan<char> text)
    {
        text = text[..(text.IndexOf(',') is >= 0 and var comma ? comma : text.Length)];
        var tag = text.IndexOf(" / ") is >= 0 and var slash ? text[..slash].LastIndexOf('(') : -1;
        return (tag > 0 ? text[..tag] : text).Trim().ToString();
    }

    private void AddError(ReadOnlySpan<char> text)
    {
        if (Cause(text.ToString()) is not { } line) return;
        Interlocked.Increment(ref _errorCount);
        lock (_gate)
        {
            if (_errors.Count < MaxErrors && !_errors.Contains(line)) _errors.Add(line);
        }
    }

    // Releases tell the same in other words: ffmpeg 5 "NAME: cause", ffmpeg 7 "Error opening input: cause", the cause once more for
    // all inputs, and lines that only repeat the input (with its password) or our options. Null for a line that tells no cause.
    private string? Cause(string line)
    {
        if (line.StartsWith("Stream map '", StringComparison.Ordinal)) return "it holds no audio stream";
        if (Echoes.Any(echo => line.StartsWith(echo, StringComparison.Ordinal))) return null;
        foreach (var prefix in CausePrefixes)
        {
            if (line.StartsWith(prefix, StringComparison.Ordinal)) line = line[prefix.Length..];
        }

        line = line.Replace($"{input}: ", "", StringComparison.Ordinal).Replace(input, "the input", StringComparison.Ordinal);
        return AddressText.Clean(line).Trim().TrimEnd('.');
    }

    private static ReadOnlySpan<char> After(ReadOnlySpan<char> line, ReadOnlySpan<char> mark) =>
        line.IndexOf(mark) is >= 0 and var at ? line[(at + mark.Length)..] : [];
}
