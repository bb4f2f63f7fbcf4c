using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Audio2Mqtt.Torch.Audio;

/// <summary>Reads what libsndfile does not: other formats, the sound of video files, URLs, pipes. One ffmpeg process each.</summary>
internal sealed class FfmpegReader : ISeekableReader
{
    // The header is out before ffmpeg's thread of log lines need be read; the lines are only for display.
    private static readonly TimeSpan LogTimeout = TimeSpan.FromSeconds(2);

    private const int MaxHeaderChunkBytes = 1 << 20;

    // AAC needs one frame (23 ms) before the first right one; Opus in MP4 80 ms.
    private const int SeekLeadSeconds = 1;

    private readonly FfmpegSource _source;
    private readonly string _program;
    private readonly string _name;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenRegistration _registration;
    private readonly List<string> _warnings = [];
    private volatile FfmpegProcess _process;
    private volatile bool _disposed;
    private bool _started;
    private bool _ended;

    private FfmpegReader(FfmpegSource source, string program, CancellationToken cancellationToken)
    {
        (_source, _program, _name, _cancellation) = (source, program, source.Name, cancellationToken);
        _process = FfmpegProcess.Start(program, source);
        _registration = cancellationToken.Register(() => _process.Kill());
        try
        {
            var (rate, channels) = ReadHeader();
            var log = _process.Log;
            log.InputTold.Wait(LogTimeout, CancellationToken.None);
            Info = new AudioInfo(source.Container ?? log.Container ?? "unknown", log.Codec ?? "unknown", rate, channels, log.Duration);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public int SampleRate => Info.SampleRate;

    /// <inheritdoc/>
    public int Channels => Info.Channels;

    /// <summary>Always null: ffmpeg's duration is an estimate, good for display (<see cref="Info"/>).</summary>
    public long? Frames => null;

    /// <inheritdoc/>
    public AudioInfo Info { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Starts ffmpeg and waits until it tells the rate and the channels.</summary>
    /// <exception cref="AudioException">ffmpeg is missing or refuses the source.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    internal static FfmpegReader Open(FfmpegSource source, string? program, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var found = FfmpegProgram.Find(program)
            ?? throw new AudioException(source.Name, $"ffmpeg is needed to read it and is not installed: {FfmpegProgram.Mend}");
        return new FfmpegReader(source, found, cancellationToken);
    }

    /// <inheritdoc/>
    public int Read(Span<float> samples)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (samples.Length < Channels) throw new ArgumentException("has no room for a frame", nameof(samples));
        if (_ended) return 0;
        var frameBytes = Channels * sizeof(float);
        var bytes = MemoryMarshal.AsBytes(samples[..(samples.Length / Channels * Channels)]);
        var count = ReadOutput(bytes);
        for (int more; count % frameBytes != 0; count += more)
        {
            more = ReadOutput(bytes.Slice(count, frameBytes - (count % frameBytes)));
            if (more == 0) count -= count % frameBytes;
        }

        if (count == 0) End();
        _started = true;
        return count / sizeof(float);
    }

    /// <summary>
    /// Starts ffmpeg anew a little before the frame, only for sound alone in the MP4 family: its index counts samples. Elsewhere ffmpeg
    /// seeks by time stamps that are rounded (Matroska: 143 and 384 frames off, measured) or estimated (ADTS, WMA).
    /// </summary>
    public bool TrySeek(long frame)
    {
        var seconds = (frame / SampleRate) - SeekLeadSeconds;
        if (seconds < 1 || !_source.CountsSamples || _process.Log.HasVideo) return false;
        if (Info.Duration is not { } whole || whole.TotalSeconds < seconds) return false;
        var old = _process;
        _process = FfmpegProcess.Start(_program, _source with { InputOptions = [.. _source.InputOptions, "-ss", $"{seconds}"] });
        old.Dispose();
        if (_disposed || _cancellation.IsCancellationRequested) _process.Dispose();
        _cancellation.ThrowIfCancellationRequested();
        _ = ReadHeader();
        var left = (frame - (seconds * SampleRate)) * Channels;
        var block = new float[4096 * Channels];
        for (int count; left > 0 && (count = Read(block.AsSpan(0, (int)Math.Min(left, block.Length)))) > 0;) left -= count;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        _registration.Dispose();
        _process.Dispose();
    }

    private int ReadOutput(Span<byte> bytes)
    {
        try
        {
            return _process.Output.Read(bytes);
        }
        catch (Exception failure) when (_disposed && failure is IOException or ObjectDisposedException)
        {
            // Disposed from another thread: the way to end a blocked read.
            throw new ObjectDisposedException(nameof(FfmpegReader), failure);
        }
    }

    private void End()
    {
        _ended = true;
        _cancellation.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_disposed, this);
        var code = _process.WaitForExit();
        var reason = Reason(code);
        if (!_started) throw new AudioException(_name, "holds no audio that can be decoded" + (reason.Length == 0 ? "" : $" ({reason})"));

        if (code is null || IsSignal(code.Value)) throw new AudioException(_name, $"ffmpeg was ended from outside ({reason})");
        if (reason.Length > 0 && _source.IsLive) throw new AudioException(_name, $"the stream broke off ({reason})");
        if (reason.Length > 0) _warnings.Add($"the file is truncated or damaged (ffmpeg: {reason}, {_process.Log.ErrorCount} in all)");
    }

    // A signal is no verdict on the file: somebody, or the kernel, ended ffmpeg. 128 + INT, ABRT, FPE, KILL, SEGV, TERM; its own codes
    // lie above 128 too (183 for invalid data), so no range would do.
    private static bool IsSignal(int code) => code is 130 or 134 or 136 or 137 or 139 or 143;

    private string Reason(int? exitCode)
    {
        var reason = _process.Log.Reason;
        if (reason.Length > 0) return reason;
        if (_process.FeedFailure is { } failure and not ObjectDisposedException && exitCode != 0) return failure.Message;
        return exitCode is 0 ? "" : $"exit code {exitCode?.ToString() ?? "unknown"}";
    }

    private (int SampleRate, int Channels) ReadHeader()
    {
        Span<byte> riff = stackalloc byte[12];
        Fill(riff);
        var (rate, channels) = (0, 0);
        Span<byte> chunk = stackalloc byte[8];
        Span<byte> format = stackalloc byte[16];
        while (true)
        {
            Fill(chunk);
            if (chunk.StartsWith("data"u8)) return (rate, channels);
            var size = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (size > MaxHeaderChunkBytes) throw Refused("it wrote a header that makes no sense");
            if (chunk.StartsWith("fmt "u8) && size >= format.Length)
            {
                Fill(format);
                channels = BinaryPrimitives.ReadUInt16LittleEndian(format[2..]);
                rate = BinaryPrimitives.ReadInt32LittleEndian(format[4..]);
                size -= (uint)format.Length;
            }

            for (size += size & 1; size > 0; size--) Fill(chunk[..1]);
        }
    }

    private void Fill(Span<byte> bytes)
    {
        if (_process.Output.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length) return;
        _cancellation.ThrowIfCancellationRequested();
        throw Refused(Reason(_process.WaitForExit()));
    }

    private AudioException Refused(string reason) => new(_name, reason.Length == 0 ? "ffmpeg gave nothing" : reason);
}
