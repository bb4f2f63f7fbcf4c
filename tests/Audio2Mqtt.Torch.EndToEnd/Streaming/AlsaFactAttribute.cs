using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Streaming;

/// <summary>A test of ALSA with a sound server behind it; skipped, with the reason, where a part of that is not installed (tools/test brings it).</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlsaFactAttribute : FactAttribute
{
    public AlsaFactAttribute() => Skip = PulseServer.Absent ?? (HasPlugin() ? null : "ALSA's plugin for PulseAudio is not installed (Debian: libasound2-plugins)");

    private static bool HasPlugin() => Directory.Exists("/usr/share/alsa")
        && Directory.GetDirectories("/usr/lib", "*-linux-gnu").Any(folder => File.Exists(Path.Combine(folder, "alsa-lib", "libasound_module_pcm_pulse.so")));
}
