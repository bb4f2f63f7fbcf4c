using System.Runtime.InteropServices;

namespace Audio2Mqtt.Torch.Interop;

/// <summary>
/// A seekable stream as libsndfile sees it. No exception crosses into native code: the first one is kept in <see cref="Failure"/>
/// and the caller raises it after the native call. From then on the stream stands at its end: header parsers loop until they are
/// there, so a position of -1 would keep them looping for ever.
/// </summary>
internal sealed unsafe class SndFileStream(Stream stream)
{
    private const long Refused = -1;

    private long _length = stream.Length;
    private long _position = stream.Position;

    /// <summary>What the stream threw inside a callback; null while all is well.</summary>
    internal Exception? Failure { get; private set; }

    internal static SndFileCallbacks Callbacks => new()
    {
        GetLength = &GetLength,
        Seek = &Seek,
        Read = &Read,
        Write = &Write,
        Tell = &Tell,
    };

    [UnmanagedCallersOnly]
    private static long GetLength(nint state) => Of(state)._length;

    [UnmanagedCallersOnly]
    private static long Tell(nint state) => Of(state)._position;

    [UnmanagedCallersOnly]
    private static long Seek(long offset, int whence, nint state) => Of(state).Move(offset, (SeekOrigin)whence);

    [UnmanagedCallersOnly]
    private static long Read(void* buffer, long count, nint state) =>
        Of(state).Fill(new Span<byte>(buffer, (int)Math.Clamp(count, 0, int.MaxValue)));

    [UnmanagedCallersOnly]
    private static long Write(void* buffer, long count, nint state) =>
        Of(state).Put(new ReadOnlySpan<byte>(buffer, (int)Math.Clamp(count, 0, int.MaxValue)));

    private static SndFileStream Of(nint state) => (SndFileStream)GCHandle.FromIntPtr(state).Target!;

    // Only remembers the place, as lseek does: damaged headers send it anywhere, and that is for the parser to find out.
    private long Move(long offset, SeekOrigin origin)
    {
        if (Failure is not null) return _position;
        var origins = origin switch { SeekOrigin.Begin => 0, SeekOrigin.Current => _position, _ => _length };
        var target = (Int128)origins + offset;
        return target < 0 || target > long.MaxValue ? Refused : _position = (long)target;
    }

    // A short read means the end to libsndfile, so a stream that hands out pieces is asked until the buffer is full.
    private int Fill(Span<byte> buffer)
    {
        if (Failure is not null || _position >= _length) return 0;
        try
        {
            if (stream.Position != _position) stream.Position = _position;
            var count = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            _position += count;
            return count;
        }
#pragma warning disable CA1031 // Anything that passed this border would end the process.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            (Failure, _position) = (failure, _length);
            return 0;
        }
    }

    private int Put(ReadOnlySpan<byte> bytes)
    {
        if (Failure is not null) return 0;
        try
        {
            if (stream.Position != _position) stream.Position = _position;
            stream.Write(bytes);
            _position += bytes.Length;
            _length = Math.Max(_length, _position);
            return bytes.Length;
        }
#pragma warning disable CA1031 // Anything that passed this border would end the process.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Failure = failure;
            return 0;
        }
    }
}
