using Audio2Mqtt.Torch.Audio;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Audio;

/// <summary>A theory that needs ffmpeg; skipped with the reason where there is none.</summary>
internal sealed class FfmpegTheoryAttribute : TheoryAttribute
{
    public FfmpegTheoryAttribute() => Skip = FfmpegProgram.Find() is null ? "needs ffmpeg on the path" : null;
}
