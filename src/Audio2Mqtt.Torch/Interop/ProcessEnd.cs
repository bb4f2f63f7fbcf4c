using System.Runtime.InteropServices;

namespace Audio2Mqtt.Torch.Interop;

/// <summary>The end of the process without the destructors of its libraries.</summary>
internal static partial class ProcessEnd
{
    /// <summary>Ends the process at once where the C library is glibc; elsewhere it returns.</summary>
    internal static void AtOnce(int code)
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _exit(code);
        }
        catch (DllNotFoundException)
        {
            // Not glibc: the process ends the usual way.
        }
    }

    [LibraryImport("libc.so.6")]
    private static partial void _exit(int status);
}
