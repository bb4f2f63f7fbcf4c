using System.Runtime.InteropServices;

namespace Audio2Mqtt.Torch.Interop;

/// <summary>libasound: hardware without a sound server. Names and values are those of alsa-lib 1.2; see https://www.alsa-project.org/alsa-doc/alsa-lib/.</summary>
internal static unsafe partial class Alsa
{
    internal const string Library = "asound";

    internal const int SND_PCM_STREAM_CAPTURE = 1;
    internal const int SND_PCM_NONBLOCK = 1;
    internal const int SND_PCM_FORMAT_FLOAT_LE = 14;
    internal const int SND_PCM_ACCESS_RW_INTERLEAVED = 3;
    internal const int EAGAIN = 11;
    internal const int EPIPE = 32;
    internal const int ESTRPIPE = 86;

    static Alsa()
    {
        NativeLibraries.Register();

        // libasound writes on standard error whatever does not please it; its return codes say the same.
        _ = SetErrorHandler(&Ignore);
    }

    /// <summary>What a return code means.</summary>
    internal static string ErrorText(int code) => Marshal.PtrToStringUTF8(StrError(code)) ?? $"error {code}";

    /// <summary>What libasound lists as devices for sound: name, description, and Input or Output where it is only one of them.</summary>
    internal static IReadOnlyList<(string Name, string Description, string? Direction)> Hints()
    {
        if (DeviceNameHint(-1, "pcm", out var hints) < 0) return [];
        List<(string, string, string?)> devices = [];
        for (var hint = hints; *hint != 0; hint++)
        {
            if (Hint(*hint, "NAME") is { } name) devices.Add((name, Hint(*hint, "DESC") ?? name, Hint(*hint, "IOID")));
        }

        _ = DeviceNameFreeHint(hints);
        return devices;
    }

    [LibraryImport(Library, EntryPoint = "snd_pcm_open", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Open(out AlsaHandle pcm, string name, int stream, int mode);

    [LibraryImport(Library, EntryPoint = "snd_pcm_close")]
    internal static partial int Close(nint pcm);

    /// <summary>Format, channels, rate and buffer in one; the period is a quarter of the buffer.</summary>
    [LibraryImport(Library, EntryPoint = "snd_pcm_set_params")]
    internal static partial int SetParams(AlsaHandle pcm, int format, int access, uint channels, uint rate, int mayResample, uint bufferMicroseconds);

    [LibraryImport(Library, EntryPoint = "snd_pcm_hw_params_malloc")]
    internal static partial int HwParamsMalloc(out nint parameters);

    [LibraryImport(Library, EntryPoint = "snd_pcm_hw_params_free")]
    internal static partial void HwParamsFree(nint parameters);

    [LibraryImport(Library, EntryPoint = "snd_pcm_hw_params_any")]
    internal static partial int HwParamsAny(AlsaHandle pcm, nint parameters);

    [LibraryImport(Library, EntryPoint = "snd_pcm_hw_params_test_channels")]
    internal static partial int HwParamsTestChannels(AlsaHandle pcm, nint parameters, uint channels);

    [LibraryImport(Library, EntryPoint = "snd_pcm_start")]
    internal static partial int Start(AlsaHandle pcm);

    [LibraryImport(Library, EntryPoint = "snd_pcm_wait")]
    internal static partial int Wait(AlsaHandle pcm, int milliseconds);

    [LibraryImport(Library, EntryPoint = "snd_pcm_readi")]
    internal static partial nint Read(AlsaHandle pcm, Span<float> samples, nuint frames);

    [LibraryImport(Library, EntryPoint = "snd_pcm_recover")]
    internal static partial int Recover(AlsaHandle pcm, int error, int isSilent);

    [UnmanagedCallersOnly]
    private static void Ignore(nint file, int line, nint function, int error, nint format)
    {
    }

    private static string? Hint(nint hint, string id)
    {
        var text = DeviceNameGetHint(hint, id);
        var value = Marshal.PtrToStringUTF8(text);
        NativeMemory.Free((void*)text);
        return value;
    }

    [LibraryImport(Library, EntryPoint = "snd_strerror")]
    private static partial nint StrError(int code);

    [LibraryImport(Library, EntryPoint = "snd_device_name_hint", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int DeviceNameHint(int card, string kind, out nint* hints);

    [LibraryImport(Library, EntryPoint = "snd_device_name_get_hint", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint DeviceNameGetHint(nint hint, string id);

    [LibraryImport(Library, EntryPoint = "snd_device_name_free_hint")]
    private static partial int DeviceNameFreeHint(nint* hints);

    [LibraryImport(Library, EntryPoint = "snd_lib_error_set_handler")]
    private static partial int SetErrorHandler(delegate* unmanaged<nint, int, nint, int, nint, void> handler);
}
