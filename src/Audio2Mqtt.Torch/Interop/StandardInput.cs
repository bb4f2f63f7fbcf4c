using Microsoft.Win32.SafeHandles;

namespace Audio2Mqtt.Torch.Interop;

/// <summary>The program's standard input as a stream that can seek where the system can (<c>program &lt; file</c>).</summary>
internal static class StandardInput
{
    /// <summary>Opens descriptor 0; disposing the stream leaves the descriptor open.</summary>
    internal static Stream Open() => OperatingSystem.IsWindows()
        ? Console.OpenStandardInput()
        : new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);
}
