using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Audio2Mqtt.Torch.Interop;

/// <summary>
/// Names OpenBLAS's kernels for this processor. OpenBLAS tells processors by their model numbers, and takes kernels of 2004 for a model that is younger
/// than itself (as virtual machines have them): matrix products are then two to four times as slow. What the processor can do is known here.
/// </summary>
internal static partial class BlasKernels
{
    private const string Variable = "OPENBLAS_CORETYPE";

    /// <summary>Sets the name, unless the user did. Must come before OpenBLAS is loaded; without effect on other libraries.</summary>
    public static void Choose()
    {
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable(Variable) is not null) return;
        if (Name() is { } name) _ = SetEnvironment(Variable, name, overwrite: 0);
    }

    /// <summary>OpenBLAS's name for processors that can do what this one can; null where its own choice is as good.</summary>
    internal static string? Name() =>
        Avx512F.IsSupported && Avx512BW.VL.IsSupported && Avx512DQ.VL.IsSupported && Avx512CD.IsSupported ? "SkylakeX"
        : Avx2.IsSupported && Fma.IsSupported ? "Haswell"
        : null;

    // .NET's own Environment.SetEnvironmentVariable does not reach native code.
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
