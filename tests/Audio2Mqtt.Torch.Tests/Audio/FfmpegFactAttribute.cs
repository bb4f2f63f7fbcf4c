using Audio2Mqtt.Torch.Audio;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Audio;

/// <summary>A test that needs ffmpeg; skipped with the reason where there is none.</summary>
internal sealed class FfmpegFactAttribute : FactAttribute
{
    public FfmpegFactAttribute() => Skip = FfmpegProgram.Find() is null ? "needs ffmpeg on the path" : null;
}
