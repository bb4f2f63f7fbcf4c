using System.Runtime.InteropServices;

namespace Audio2Mqtt.Torch.Interop;

/// <summary>Settings of the C library's allocator, which libtorch takes its tensors from.</summary>
internal static partial class Allocator
{
    // Of glibc's malloc.h.
    private const int M_TRIM_THRESHOLD = -1;
    private const int M_MMAP_THRESHOLD = -3;

    // The largest threshold that glibc accepts on 64 bits, and above any tensor of inference (3 MB).
    private const int MapThresholdBytes = 32 << 20;

    // Freed memory that is kept for the next batch instead of being given back to the kernel.
    private const int TrimThresholdBytes = 256 << 20;

    private static int done;

    /// <summary>
    /// Keeps freed tensors' pages for the next ones. By default glibc returns them at once, and faulting them in again makes 13 times the
    /// page faults (measured: docs/performance.md). Without glibc nothing happens.
    /// </summary>
    internal static void KeepFreedMemory()
    {
        if (Interlocked.Exchange(ref done, 1) != 0)
            return;
        WithGlibc(() =>
        {
            // 0 says that a value was refused: then the default stays, which is slower and not wrong.
            _ = mallopt(M_MMAP_THRESHOLD, MapThresholdBytes);
            _ = mallopt(M_TRIM_THRESHOLD, TrimThresholdBytes);
        });
    }

    /// <summary>
    /// Gives what loading libtorch and weights left free back to the kernel, since the threads that will work have arenas of their own.
    /// Without glibc nothing happens.
    /// </summary>
    internal static void ReturnFreedMemory() => WithGlibc(() => _ = malloc_trim(0)); // it tells whether there was anything to give back

    private static void WithGlibc(Action action)
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            action();
        }
        catch (EntryPointNotFoundException)
        {
            // musl has neither function.
        }
        catch (DllNotFoundException)
        {
            // No C library of this name: not glibc.
        }
    }

    [LibraryImport("libc.so.6")]
    private static partial int mallopt(int parameter, int value);

    [LibraryImport("libc.so.6")]
    private static partial int malloc_trim(nuint keepBytes);
}
