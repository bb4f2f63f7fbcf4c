using Audio2Mqtt.Torch.Interop;

namespace Audio2Mqtt.Torch.Audio;

/// <summary>
/// Writes WAV and FLAC files that appear whole or not at all: under a temporary name beside their place, renamed by <see cref="Complete"/>. A
/// writer that is disposed before leaves nothing. Whole-number samples that a reader gave are written back bit by bit. It belongs to
/// one thread at a time.
/// </summary>
public sealed class AudioWriter : IDisposable
{
    private const int BlockSamples = 4096;

    // A WAV file counts its bytes in 32 bits; 4 KiB are more than any header.
    private const long MaxWavBytes = uint.MaxValue - 4096L;

    private readonly AudioWriterOptions _options;
    private readonly string _path;
    private readonly string? _temporary;
    private readonly Stream _stream;
    private readonly SndFileStream _callbacks;
    private readonly SndFileHandle _file;
    private readonly int[] _block;
    private bool _closed;

    private AudioWriter(string path, string? temporary, Stream stream, AudioWriterOptions options)
    {
        (_path, _temporary, _stream, _options) = (path, temporary, stream, options);
        _block = options.Depth == SampleDepth.FloatingPoint ? [] : new int[BlockSamples];
        _callbacks = new SndFileStream(stream);
        _file = SndFile.Create(_callbacks, Code(options), options.SampleRate, options.Channels);
        if (!_file.IsInvalid) return;
        var reason = _callbacks.Failure?.Message ?? SndFile.ErrorText(_file);
        Dispose();
        throw Failed(reason, _callbacks.Failure);
    }

    /// <summary>Frames written so far.</summary>
    public long Frames { get; private set; }

    /// <summary>Begins a file; its folder is made where it is missing.</summary>
    /// <param name="path">Where the file will be once complete.</param>
    /// <param name="options">What is written; null for the defaults.</param>
    /// <returns>The caller's to complete and dispose.</returns>
    /// <exception cref="ArgumentException">FLAC with floating point, with more than 8 channels, or with a rate beyond its header.</exception>
    /// <exception cref="AudioException">The file exists and is not to be replaced, or the folder cannot be written.</exception>
    /// <exception cref="NativeLibraryException">libsndfile is missing.</exception>
    public static AudioWriter Create(string path, AudioWriterOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options = Checked(options ?? new());
        NativeLibraries.Require(SndFile.Library);
        if (Directory.Exists(path)) throw new AudioException(path, "is a folder: name a file");
        if (!options.Overwrite && File.Exists(path)) throw Exists(path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;

        // Not the file's own name, which may already be as long as a name can be.
        var temporary = Path.Combine(folder, $".a2m-{Environment.ProcessId}-{Path.GetRandomFileName()}{options.Extension}");
        FileStream stream;
        try
        {
            Directory.CreateDirectory(folder);
            stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, failure.Message, failure);
        }

        return new AudioWriter(path, temporary, stream, options);
    }

    /// <summary>Writes frames. Whole-number files round to the nearest step and hold what lies beyond full scale at full scale.</summary>
    /// <param name="samples">Interleaved, a multiple of the channels.</param>
    /// <exception cref="ArgumentException">A part of a frame.</exception>
    /// <exception cref="AudioException">It cannot be written, or a WAV file would exceed 4 GiB.</exception>
    public void Write(ReadOnlySpan<float> samples)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        var (frames, rest) = Math.DivRem(samples.Length, _options.Channels);
        if (rest != 0) throw new ArgumentException($"holds a part of a frame of {_options.Channels} channels", nameof(samples));
        var bytes = (Frames + frames) * _options.Channels * BytesPerSample;
        if (_options.Format == AudioFileFormat.Wav && bytes > MaxWavBytes) throw Failed("a WAV file holds no more than 4 GiB: write FLAC or shorter files", null);
        if (_options.Depth == SampleDepth.FloatingPoint) Check(SndFile.WriteFrames(_file, samples, frames), frames);
        else WriteWholeNumbers(samples);
        Frames += frames;
    }

    /// <summary>Ends the file and gives it its name. Nothing can be written afterwards.</summary>
    /// <exception cref="AudioException">It cannot be written, or a file of that name has appeared meanwhile.</exception>
    public void Complete()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        _file.Dispose(); // writes the lengths into the header
        try
        {
            if (_callbacks.Failure is { } failure) throw Failed(failure.Message, failure);
            if (_stream is FileStream file) file.Flush(flushToDisk: true);
            _closed = true;
            _stream.Dispose();
            if (_temporary is not null) Rename(_temporary);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Failed(failure.Message, failure);
        }
        finally
        {
            _closed = true;
            Discard();
        }
    }

    /// <summary>Leaves nothing behind, unless <see cref="Complete"/> was called.</summary>
    public void Dispose()
    {
        if (_closed) return;
        _closed = true;
        _file?.Dispose();
        Discard();
    }

    /// <summary>Writes into a stream, which the writer disposes: for tests of what happens when a disk is full.</summary>
    internal static AudioWriter Create(Stream stream, string name, AudioWriterOptions options) => new(name, null, stream, Checked(options));

    private static AudioWriterOptions Checked(AudioWriterOptions options)
    {
        if (options.Format != AudioFileFormat.Flac) return options;
        if (options.Depth == SampleDepth.FloatingPoint) throw new ArgumentException("FLAC holds whole numbers only: choose 16 or 24 bits", nameof(options));
        if (options.Channels > AudioWriterOptions.MaxFlacChannels)
            throw new ArgumentException($"FLAC holds at most {AudioWriterOptions.MaxFlacChannels} channels, not {options.Channels}", nameof(options));
        if (options.SampleRate > AudioWriterOptions.MaxFlacSampleRate)
            throw new ArgumentException($"FLAC holds at most {AudioWriterOptions.MaxFlacSampleRate} Hz, not {options.SampleRate}", nameof(options));
        return options;
    }

    private static int Code(AudioWriterOptions options) =>
        (options.Format == AudioFileFormat.Flac ? SndFile.SF_FORMAT_FLAC : SndFile.SF_FORMAT_WAV) | options.Depth switch
        {
            SampleDepth.Pcm16 => SndFile.SF_FORMAT_PCM_16,
            SampleDepth.Pcm24 => SndFile.SF_FORMAT_PCM_24,
            _ => SndFile.SF_FORMAT_FLOAT,
        };

    private static AudioException Exists(string path) => new(path, "exists; it is replaced only when asked to be overwritten");

    private static AudioException CannotWrite(string path, string reason, Exception? failure) => new(path, $"cannot be written ({reason.TrimEnd('.')})", failure);

    private int BytesPerSample => _options.Depth switch { SampleDepth.Pcm16 => 2, SampleDepth.Pcm24 => 3, _ => 4 };

    // Readers divide by 2^(bits-1), libsndfile's own conversion multiplies by one less: rounding here keeps every bit of a copy.
    private void WriteWholeNumbers(ReadOnlySpan<float> samples)
    {
        var bits = BytesPerSample * 8;
        var scale = (double)(1L << (bits - 1));
        for (var room = BlockSamples - (BlockSamples % _options.Channels); !samples.IsEmpty;)
        {
            var count = Math.Min(room, samples.Length);
            for (var i = 0; i < count; i++) _block[i] = (int)Math.Clamp(Math.Round(samples[i] * scale), -scale, scale - 1) << (32 - bits);
            var frames = count / _options.Channels;
            Check(SndFile.WriteFrames(_file, (ReadOnlySpan<int>)_block.AsSpan(0, count), frames), frames);
            samples = samples[count..];
        }
    }

    private void Check(long written, long expected)
    {
        if (_callbacks.Failure is { } failure) throw Failed(failure.Message, failure);
        if (written != expected) throw Failed(SndFile.ErrorText(_file), null);
    }

    private void Rename(string temporary)
    {
        if (!_options.Overwrite && File.Exists(_path)) throw Exists(_path);
        File.Move(temporary, _path, _options.Overwrite);
    }

    private void Discard()
    {
        try
        {
            _stream.Dispose();
        }
        catch (IOException)
        {
            // A full disk says so again; what was written is thrown away.
        }

        if (_temporary is not null) File.Delete(_temporary);
    }

    private AudioException Failed(string reason, Exception? failure) => CannotWrite(_path, reason, failure);
}
