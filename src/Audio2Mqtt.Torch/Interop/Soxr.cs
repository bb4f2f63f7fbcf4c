using System.Runtime.InteropServices;

namespace Audio2Mqtt.Torch.Interop;

/// <summary>libsoxr's streaming interface. Names and values are those of soxr.h 0.1.3.</summary>
internal static partial class Soxr
{
    internal const string Library = "soxr";

    // 20 bits: pass band to 0.913 of Nyquist, everything from Nyquist up at least 120 dB down.
    private const uint SOXR_HQ = 4;
    private const int SOXR_FLOAT32_I = 0;

    static Soxr() => NativeLibraries.Register();

    /// <summary>A resampler of interleaved float32, or an invalid handle and the reason.</summary>
    internal static SoxrHandle Create(double inputRate, double outputRate, int channels, out string? error)
    {
        var io = IoSpec(SOXR_FLOAT32_I, SOXR_FLOAT32_I);
        var quality = QualitySpec(new CULong(SOXR_HQ), new CULong(0));

        // One thread: the callers run one stream per core, and soxr's own threads would only fight them.
        var runtime = RuntimeSpec(1);
        var handle = Create(inputRate, outputRate, (uint)channels, out var code, in io, in quality, in runtime);
        error = code == 0 && !handle.IsInvalid ? null : Text(code);
        return handle;
    }

    /// <summary>Feeds frames and takes frames. Input must not be empty: soxr reads that as the end.</summary>
    internal static string? Process(
        SoxrHandle resampler, ReadOnlySpan<float> input, int inputFrames, out int consumed,
        Span<float> output, int outputFrames, out int produced)
    {
        var code = Process(resampler, input, (nuint)inputFrames, out var taken, output, (nuint)outputFrames, out var given);
        (consumed, produced) = ((int)taken, (int)given);
        return code == 0 ? null : Text(code);
    }

    /// <summary>Says that no more input comes and takes frames of the tail.</summary>
    internal static string? Flush(SoxrHandle resampler, Span<float> output, int outputFrames, out int produced)
    {
        var code = Process(resampler, 0, 0, 0, output, (nuint)outputFrames, out var given);
        produced = (int)given;
        return code == 0 ? null : Text(code);
    }

    /// <summary>Makes the resampler ready for a fresh signal.</summary>
    internal static string? Clear(SoxrHandle resampler)
    {
        var code = ClearState(resampler);
        return code == 0 ? null : Text(code);
    }

    [LibraryImport(Library, EntryPoint = "soxr_delay")]
    internal static partial double Delay(SoxrHandle resampler);

    [LibraryImport(Library, EntryPoint = "soxr_delete")]
    internal static partial void Delete(nint resampler);

    private static string Text(nint code) => Marshal.PtrToStringUTF8(code) ?? "out of memory";

    [LibraryImport(Library, EntryPoint = "soxr_create")]
    private static partial SoxrHandle Create(
        double inputRate, double outputRate, uint channels, out nint error,
        in SoxrIoSpec io, in SoxrQualitySpec quality, in SoxrRuntimeSpec runtime);

    [LibraryImport(Library, EntryPoint = "soxr_process")]
    private static partial nint Process(
        SoxrHandle resampler, ReadOnlySpan<float> input, nuint inputFrames, out nuint consumed,
        Span<float> output, nuint outputFrames, out nuint produced);

    [LibraryImport(Library, EntryPoint = "soxr_process")]
    private static partial nint Process(
        SoxrHandle resampler, nint noInput, nuint inputFrames, nint consumed, Span<float> output, nuint outputFrames, out nuint produced);

    [LibraryImport(Library, EntryPoint = "soxr_clear")]
    private static partial nint ClearState(SoxrHandle resampler);

    [LibraryImport(Library, EntryPoint = "soxr_io_spec")]
    private static partial SoxrIoSpec IoSpec(int inputType, int outputType);

    [LibraryImport(Library, EntryPoint = "soxr_quality_spec")]
    private static partial SoxrQualitySpec QualitySpec(CULong recipe, CULong flags);

    [LibraryImport(Library, EntryPoint = "soxr_runtime_spec")]
    private static partial SoxrRuntimeSpec RuntimeSpec(uint threads);
}
