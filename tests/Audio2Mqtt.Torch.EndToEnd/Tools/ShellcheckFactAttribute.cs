using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Tools;

/// <summary>A test that needs shellcheck, which only contributors have.</summary>
public sealed class ShellcheckFactAttribute : FactAttribute
{
    public ShellcheckFactAttribute()
    {
        var folders = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, "shellcheck"))))
            Skip = "shellcheck is not installed";
    }
}
