using System.Runtime.InteropServices;
using System.Text;

namespace Audio2Mqtt.Torch.Interop;

/// <summary>libsndfile, reading and writing. Names are the library's; see https://libsndfile.github.io/libsndfile/api.html.</summary>
internal static partial class SndFile
{
    internal const string Library = "sndfile";

    internal const int SF_FORMAT_WAV = 0x010000;
    internal const int SF_FORMAT_FLAC = 0x170000;
    internal const int SF_FORMAT_PCM_16 = 0x02;
    internal const int SF_FORMAT_PCM_24 = 0x03;
    internal const int SF_FORMAT_FLOAT = 0x06;

    private const int SFM_READ = 0x10;
    private const int SFM_WRITE = 0x20;
    private const int SEEK_SET = 0;
    private const int SFC_SET_ADD_PEAK_CHUNK = 0x1050;
    private const int SF_FALSE = 0;
    private const int SFC_GET_LOG_INFO = 0x1001;

    // libsndfile's own buffer holds 2048 bytes in old releases and 16384 in new ones.
    private const int LogBytes = 16384;

    static SndFile() => NativeLibraries.Register();

    /// <summary>Opens a file by path. The handle is invalid when libsndfile refuses; <see cref="ErrorText"/> tells why.</summary>
    internal static SndFileHandle Open(string path, out SndFileInfo info)
    {
        info = default;
        return OperatingSystem.IsWindows() ? OpenWide(path, SFM_READ, ref info) : OpenUtf8(path, SFM_READ, ref info);
    }

    /// <summary>Opens a seekable stream, which stays the caller's. The handle is invalid when libsndfile refuses.</summary>
    internal static SndFileHandle Open(SndFileStream stream, out SndFileInfo info)
    {
        info = default;
        return Open(stream, SFM_READ, ref info);
    }

    /// <summary>
    /// Begins a file in an empty, seekable stream, which stays the caller's. The handle is invalid when libsndfile refuses. No chunk with a
    /// date is written: the same samples give the same bytes.
    /// </summary>
    internal static SndFileHandle Create(SndFileStream stream, int format, int sampleRate, int channels)
    {
        var info = new SndFileInfo { Format = format, SampleRate = sampleRate, Channels = channels };
        var file = Open(stream, SFM_WRITE, ref info);
        if (!file.IsInvalid) _ = Command(file, SFC_SET_ADD_PEAK_CHUNK, [], SF_FALSE);
        return file;
    }

    /// <summary>
    /// The last error as one line without a full stop. For an invalid handle it is the library's process-wide one, which another
    /// thread's open may have overwritten: good for a message, not for a decision.
    /// </summary>
    internal static string ErrorText(SndFileHandle file)
    {
        var text = Marshal.PtrToStringUTF8(file.IsInvalid ? ErrorTextOfOpen(0) : ErrorTextOf(file)) ?? "";
        text = text.ReplaceLineEndings(" ").Trim().TrimEnd('.');
        return text is "" or "No Error" ? "Format not recognised" : text;
    }

    /// <summary>What the library noted while it parsed the header.</summary>
    internal static string Log(SndFileHandle file)
    {
        Span<byte> bytes = stackalloc byte[LogBytes];
        var length = Command(file, SFC_GET_LOG_INFO, bytes, LogBytes);
        return Encoding.UTF8.GetString(bytes[..Math.Clamp(length, 0, LogBytes)]);
    }

    /// <summary>Moves to a frame counted from the start; returns the new position, or -1.</summary>
    internal static long Seek(SndFileHandle file, long frame) => Seek(file, frame, SEEK_SET);

    [LibraryImport(Library, EntryPoint = "sf_readf_float")]
    internal static partial long ReadFrames(SndFileHandle file, Span<float> samples, long frames);

    [LibraryImport(Library, EntryPoint = "sf_writef_float")]
    internal static partial long WriteFrames(SndFileHandle file, ReadOnlySpan<float> samples, long frames);

    /// <summary>Writes whole numbers whose full scale is 2^31, whatever the depth of the file.</summary>
    [LibraryImport(Library, EntryPoint = "sf_writef_int")]
    internal static partial long WriteFrames(SndFileHandle file, ReadOnlySpan<int> samples, long frames);

    [LibraryImport(Library, EntryPoint = "sf_error")]
    internal static partial int Error(SndFileHandle file);

    [LibraryImport(Library, EntryPoint = "sf_close")]
    internal static partial int Close(nint file);

    private static unsafe SndFileHandle Open(SndFileStream stream, int mode, ref SndFileInfo info)
    {
        var state = GCHandle.Alloc(stream);
        var callbacks = SndFileStream.Callbacks;
        var file = OpenVirtual(ref callbacks, mode, ref info, GCHandle.ToIntPtr(state));
        if (file.IsInvalid) state.Free();
        else file.Own(state);
        return file;
    }

    [LibraryImport(Library, EntryPoint = "sf_open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial SndFileHandle OpenUtf8(string path, int mode, ref SndFileInfo info);

    [LibraryImport(Library, EntryPoint = "sf_wchar_open", StringMarshalling = StringMarshalling.Utf16)]
    private static partial SndFileHandle OpenWide(string path, int mode, ref SndFileInfo info);

    [LibraryImport(Library, EntryPoint = "sf_open_virtual")]
    private static partial SndFileHandle OpenVirtual(ref SndFileCallbacks callbacks, int mode, ref SndFileInfo info, nint state);

    [LibraryImport(Library, EntryPoint = "sf_seek")]
    private static partial long Seek(SndFileHandle file, long frames, int whence);

    [LibraryImport(Library, EntryPoint = "sf_strerror")]
    private static partial nint ErrorTextOf(SndFileHandle file);

    [LibraryImport(Library, EntryPoint = "sf_strerror")]
    private static partial nint ErrorTextOfOpen(nint none);

    [LibraryImport(Library, EntryPoint = "sf_command")]
    private static partial int Command(SndFileHandle file, int command, Span<byte> data, int size);
}
