using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Report;

/// <summary>A test in a real browser; skipped, with the reason, where Chromium or its driver is not installed (tools/test brings them).</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Browser.Absent;
}
