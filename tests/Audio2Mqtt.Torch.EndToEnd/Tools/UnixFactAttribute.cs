using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Tools;

/// <summary>A test of shell scripts: skipped on Windows, which runs the built program without them.</summary>
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "the tools are POSIX shell scripts";
    }
}
