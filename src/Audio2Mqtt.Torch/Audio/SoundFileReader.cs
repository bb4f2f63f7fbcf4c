using System.Globalization;
using Audio2Mqtt.Torch.Interop;

namespace Audio2Mqtt.Torch.Audio;

/// <summary>Reads what libsndfile knows, in process: WAV, W64, AIFF, AU, CAF, FLAC, OGG (Vorbis, Opus) and MP3.</summary>
internal sealed class SoundFileReader : ISeekableReader
{
    // Writers to a pipe cannot know the length and leave one of these; the audio then simply goes to the end of the file.
    private const long UnknownLength32 = uint.MaxValue;
    private const long UnknownLength31 = int.MaxValue;

    private readonly SndFileHandle _file;
    private readonly SndFileStream? _callbacks;
    private readonly Stream? _stream;
    private readonly string _name;
    private readonly int _format;
    private readonly List<string> _warnings = [];
    private long _position;
    private bool _ended;

    private SoundFileReader(string name, SndFileHandle file, in SndFileInfo info, Stream? stream, SndFileStream? callbacks)
    {
        (_name, _file, _format, _stream, _callbacks) = (name, file, info.Format, stream, callbacks);

        // The count of an OGG file without its last page is the largest number; libsndfile 1.2.2 counts what is there, and notes the rest.
        Frames = info.Frames == long.MaxValue ? null : info.Frames;
        var duration = Frames is { } frames ? AudioTime.OfFrames(frames, Math.Max(info.SampleRate, 1)) : (TimeSpan?)null;
        Info = new AudioInfo(SoundFileFormat.Container(_format), SoundFileFormat.Codec(_format), info.SampleRate, info.Channels, duration);
        var log = SndFile.Log(file);
        if (Frames is null || LacksLastPage(log)) _warnings.Add("the last page is missing: the file is truncated");
        else if (MissingBytes(log) is { } count) _warnings.Add($"the header tells of {count} bytes more: the file is truncated");
    }

    /// <inheritdoc/>
    public int SampleRate => Info.SampleRate;

    /// <inheritdoc/>
    public int Channels => Info.Channels;

    /// <inheritdoc/>
    public long? Frames { get; }

    /// <inheritdoc/>
    public AudioInfo Info { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Opens a regular file.</summary>
    /// <exception cref="AudioException">libsndfile refuses it.</exception>
    internal static SoundFileReader Open(string path, string name)
    {
        var file = SndFile.Open(path, out var info);
        if (!file.IsInvalid) return new SoundFileReader(name, file, in info, null, null);
        using (file) throw new AudioException(name, SndFile.ErrorText(file));
    }

    /// <summary>Opens a seekable stream at its beginning; the reader owns the stream once this has returned.</summary>
    /// <exception cref="AudioException">libsndfile refuses it, or the stream fails.</exception>
    internal static SoundFileReader Open(Stream stream, string name)
    {
        stream.Position = 0;
        var callbacks = new SndFileStream(stream);
        var file = SndFile.Open(callbacks, out var info);
        if (!file.IsInvalid) return new SoundFileReader(name, file, in info, stream, callbacks);
        using (file) throw new AudioException(name, callbacks.Failure?.Message ?? SndFile.ErrorText(file), callbacks.Failure);
    }

    /// <inheritdoc/>
    public int Read(Span<float> samples)
    {
        if (samples.Length < Channels) throw new ArgumentException("has no room for a frame", nameof(samples));
        if (_ended) return 0;
        var frames = SndFile.ReadFrames(_file, samples, samples.Length / Channels);
        if (_callbacks?.Failure is { } failure) throw new AudioException(_name, failure.Message, failure);
        if (frames <= 0) return End();
        _position += frames;
        return (int)frames * Channels;
    }

    /// <inheritdoc/>
    public bool TrySeek(long frame)
    {
        if (!SoundFileFormat.SeeksExactly(_format) || SndFile.Seek(_file, frame) != frame) return false;
        _position = frame;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _stream?.Dispose();
    }

    private int End()
    {
        _ended = true;
        var reason = SndFile.Error(_file) == 0 ? "" : $" ({SndFile.ErrorText(_file)})";
        if (_position == 0) throw new AudioException(_name, $"holds no audio that can be decoded{reason}");
        if (Frames is { } frames && _position < frames)
        {
            var end = AudioTime.Format(AudioTime.OfFrames(_position, SampleRate));
            var whole = AudioTime.Format(AudioTime.OfFrames(frames, SampleRate));
            _warnings.Add($"the audio ends at {end} of {whole}: the file is truncated or damaged{reason}");
        }

        return 0;
    }

    private static bool LacksLastPage(string log) =>
        log.Contains("Junk after the last page", StringComparison.Ordinal) || log.Contains("Last page lacks an end-of-stream bit", StringComparison.Ordinal);

    // libsndfile notes "data : 882000 (should be 529168)" when a chunk is longer than the file; it cuts the length silently.
    private static long? MissingBytes(string log)
    {
        foreach (var line in log.AsSpan().EnumerateLines())
        {
            var name = line.Trim();
            if (!name.StartsWith("data :") && !name.StartsWith("SSND :") && !name.StartsWith("Data Size")) continue;
            var (colon, should) = (name.IndexOf(':'), name.IndexOf("(should be "));
            if (colon < 0 || should < colon) continue;
            var actualText = name[(should + "(should be ".Length)..].TrimEnd(") ");
            if (!long.TryParse(name[(colon + 1)..should].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var told)) continue;
            if (!long.TryParse(actualText, NumberStyles.None, CultureInfo.InvariantCulture, out var actual)) continue;
            if (told > actual && told is not (UnknownLength32 or UnknownLength31)) return told - actual;
        }

        return null;
    }
}
