using System.Runtime.InteropServices;

namespace Audio2Mqtt.Torch.Interop;

/// <summary>
/// libpulse, its asynchronous interface on a thread of its own: the client of PulseAudio, and of PipeWire through pipewire-pulse. Names and values are
/// those of libpulse 16; see https://freedesktop.org/software/pulseaudio/doxygen/. Every call but those that say otherwise needs the main loop's lock.
/// </summary>
internal static unsafe partial class Pulse
{
    internal const string Library = "pulse";

    internal const int PA_CONTEXT_NOAUTOSPAWN = 1;
    internal const int PA_CONTEXT_READY = 4;
    internal const int PA_CONTEXT_FAILED = 5;
    internal const int PA_CONTEXT_TERMINATED = 6;
    internal const int PA_STREAM_READY = 2;
    internal const int PA_STREAM_FAILED = 3;
    internal const int PA_STREAM_TERMINATED = 4;
    internal const int PA_STREAM_DONT_MOVE = 0x0200;
    internal const int PA_STREAM_ADJUST_LATENCY = 0x2000;
    internal const int PA_SUBSCRIPTION_MASK_SERVER = 0x0080;
    internal const int PA_SAMPLE_FLOAT32LE = 5;
    internal const uint PA_INVALID_INDEX = uint.MaxValue;

    static Pulse() => NativeLibraries.Register();

    /// <summary>What went wrong last on a connection, as one line.</summary>
    internal static string ErrorText(nint context) => Marshal.PtrToStringUTF8(StrError(ContextErrno(context))) ?? "unknown error";

    [LibraryImport(Library, EntryPoint = "pa_threaded_mainloop_new")]
    internal static partial PulseMainloopHandle MainloopNew();

    [LibraryImport(Library, EntryPoint = "pa_threaded_mainloop_free")]
    internal static partial void MainloopFree(nint mainloop);

    [LibraryImport(Library, EntryPoint = "pa_threaded_mainloop_start")]
    internal static partial int MainloopStart(PulseMainloopHandle mainloop);

    /// <summary>Joins the thread; without the lock.</summary>
    [LibraryImport(Library, EntryPoint = "pa_threaded_mainloop_stop")]
    internal static partial void MainloopStop(PulseMainloopHandle mainloop);

    [LibraryImport(Library, EntryPoint = "pa_threaded_mainloop_lock")]
    internal static partial void MainloopLock(PulseMainloopHandle mainloop);

    [LibraryImport(Library, EntryPoint = "pa_threaded_mainloop_unlock")]
    internal static partial void MainloopUnlock(PulseMainloopHandle mainloop);

    [LibraryImport(Library, EntryPoint = "pa_threaded_mainloop_get_api")]
    internal static partial nint MainloopApi(PulseMainloopHandle mainloop);

    [LibraryImport(Library, EntryPoint = "pa_context_new", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial PulseContextHandle ContextNew(nint api, string name);

    [LibraryImport(Library, EntryPoint = "pa_context_unref")]
    internal static partial void ContextUnref(nint context);

    [LibraryImport(Library, EntryPoint = "pa_context_disconnect")]
    internal static partial void ContextDisconnect(PulseContextHandle context);

    [LibraryImport(Library, EntryPoint = "pa_context_connect")]
    internal static partial int ContextConnect(PulseContextHandle context, nint defaultServer, int flags, nint noSpawnApi);

    [LibraryImport(Library, EntryPoint = "pa_context_get_state")]
    internal static partial int ContextState(nint context);

    [LibraryImport(Library, EntryPoint = "pa_context_errno")]
    internal static partial int ContextErrno(nint context);

    [LibraryImport(Library, EntryPoint = "pa_context_set_state_callback")]
    internal static partial void ContextSetStateCallback(PulseContextHandle context, delegate* unmanaged<nint, nint, void> callback, nint data);

    [LibraryImport(Library, EntryPoint = "pa_context_set_subscribe_callback")]
    internal static partial void ContextSetSubscribeCallback(PulseContextHandle context, delegate* unmanaged<nint, int, uint, nint, void> callback, nint data);

    [LibraryImport(Library, EntryPoint = "pa_context_subscribe")]
    internal static partial nint ContextSubscribe(PulseContextHandle context, int mask, nint noCallback, nint data);

    [LibraryImport(Library, EntryPoint = "pa_context_get_server_info")]
    internal static partial nint ContextGetServerInfo(nint context, delegate* unmanaged<nint, PulseServerInfo*, nint, void> callback, nint data);

    [LibraryImport(Library, EntryPoint = "pa_context_get_source_info_list")]
    internal static partial nint ContextGetSourceInfoList(nint context, delegate* unmanaged<nint, PulseSourceInfo*, int, nint, void> callback, nint data);

    [LibraryImport(Library, EntryPoint = "pa_operation_unref")]
    internal static partial void OperationUnref(nint operation);

    [LibraryImport(Library, EntryPoint = "pa_stream_new", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial PulseStreamHandle StreamNew(PulseContextHandle context, string name, in PulseSampleSpec spec, in PulseChannelMap map);

    [LibraryImport(Library, EntryPoint = "pa_stream_unref")]
    internal static partial void StreamUnref(nint stream);

    [LibraryImport(Library, EntryPoint = "pa_stream_connect_record", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int StreamConnectRecord(PulseStreamHandle stream, string device, in PulseBufferAttributes attributes, int flags);

    [LibraryImport(Library, EntryPoint = "pa_stream_get_state")]
    internal static partial int StreamState(nint stream);

    [LibraryImport(Library, EntryPoint = "pa_stream_is_suspended")]
    internal static partial int StreamIsSuspended(nint stream);

    [LibraryImport(Library, EntryPoint = "pa_stream_set_state_callback")]
    internal static partial void StreamSetStateCallback(PulseStreamHandle stream, delegate* unmanaged<nint, nint, void> callback, nint data);

    [LibraryImport(Library, EntryPoint = "pa_stream_set_suspended_callback")]
    internal static partial void StreamSetSuspendedCallback(PulseStreamHandle stream, delegate* unmanaged<nint, nint, void> callback, nint data);

    [LibraryImport(Library, EntryPoint = "pa_stream_set_moved_callback")]
    internal static partial void StreamSetMovedCallback(PulseStreamHandle stream, delegate* unmanaged<nint, nint, void> callback, nint data);

    [LibraryImport(Library, EntryPoint = "pa_stream_set_read_callback")]
    internal static partial void StreamSetReadCallback(PulseStreamHandle stream, delegate* unmanaged<nint, nuint, nint, void> callback, nint data);

    [LibraryImport(Library, EntryPoint = "pa_stream_peek")]
    internal static partial int StreamPeek(nint stream, out float* samples, out nuint bytes);

    [LibraryImport(Library, EntryPoint = "pa_stream_drop")]
    internal static partial int StreamDrop(nint stream);

    [LibraryImport(Library, EntryPoint = "pa_strerror")]
    private static partial nint StrError(int code);
}
