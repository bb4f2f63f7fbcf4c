using System.Diagnostics;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Network.Models;

/// <summary>A test that mounts a small file system of its own; skipped, with the reason, where that is not allowed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TmpfsFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> CanMount = new(TryMount);

    public TmpfsFactAttribute()
    {
        if (!CanMount.Value) Skip = "a tmpfs cannot be mounted here: that needs Linux and root";
    }

    private static bool TryMount()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess) return false;
        var place = Directory.CreateTempSubdirectory("a2m-mount-").FullName;
        try
        {
            return Run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", place) && Run("umount", place);
        }
        finally
        {
            Directory.Delete(place);
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
