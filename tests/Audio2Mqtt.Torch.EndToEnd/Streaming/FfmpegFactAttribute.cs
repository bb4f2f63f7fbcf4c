using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Streaming;

/// <summary>A test that looks at the real ffmpeg's processes; skipped, with the reason, where there is none, or no /proc.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FfmpegFactAttribute : FactAttribute
{
    public FfmpegFactAttribute() => Skip = !OperatingSystem.IsLinux() ? "needs /proc" : PulseServer.Find("ffmpeg") is null ? "ffmpeg is not installed" : null;
}
