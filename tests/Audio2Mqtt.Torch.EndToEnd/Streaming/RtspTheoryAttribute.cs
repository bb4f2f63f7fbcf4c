using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Streaming;

/// <summary>Tests with a camera; skipped, with the reason, where GStreamer's RTSP server is not installed (tools/test brings it).</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RtspTheoryAttribute : TheoryAttribute
{
    public RtspTheoryAttribute() => Skip = RtspCamera.Absent;
}
