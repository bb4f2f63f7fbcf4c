using System.Runtime.InteropServices;

namespace Audio2Mqtt.Torch.Interop;

/// <summary>
/// A seekable stream as libsndfile sees it. No exception crosses into native code: the first one is kept in <see cref="Failure"/>
/// and the caller raises it after the native call.
/// </summary>
internal sealed unsafe class SndFileStream(Stream stream)
{
    private const long Failed = -1;

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
    private static long GetLength(nint state) => Guard(state, static (stream, _, _) => stream.Length, 0, 0);

    [UnmanagedCallersOnly]
    private static long Tell(nint state) => Guard(state, static (stream, _, _) => stream.Position, 0, 0);

    [UnmanagedCallersOnly]
    private static long Seek(long offset, int whence, nint state) =>
        // The values of SEEK_SET, SEEK_CUR and SEEK_END are those of SeekOrigin.
        Guard(state, static (stream, offset, whence) => stream.Seek(offset, (SeekOrigin)whence), offset, whence);

    [UnmanagedCallersOnly]
    private static long Read(void* buffer, long count, nint state) =>
        Guard(state, static (stream, buffer, count) => Fill(stream, new Span<byte>((void*)buffer, (int)Math.Min(count, int.MaxValue))),
            (nint)buffer, count);

    [UnmanagedCallersOnly]
    private static long Write(void* buffer, long count, nint state) => 0;

    // A short read means the end to libsndfile, so a stream that hands out pieces is asked until the buffer is full.
    private static long Fill(Stream stream, Span<byte> buffer) => stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);

    private static long Guard(nint state, Func<Stream, long, long, long> action, long first, long second)
    {
        var self = (SndFileStream)GCHandle.FromIntPtr(state).Target!;
        if (self.Failure is not null) return Failed;
        try
        {
            return action(self.Source, first, second);
        }
#pragma warning disable CA1031 // Anything that passed this border would end the process.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            self.Failure = failure;
            return Failed;
        }
    }

    private Stream Source { get; } = stream;
}
