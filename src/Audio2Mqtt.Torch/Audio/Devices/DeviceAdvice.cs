namespace Audio2Mqtt.Torch.Audio.Devices;

/// <summary>What to do on this system where a device is missing.</summary>
internal static class DeviceAdvice
{
    /// <summary>Where there is none at all.</summary>
    internal static string NoDevice => OperatingSystem.IsWindows() ? "plug one in, or allow programs to use it (Settings, Privacy, Microphone)"
        : OperatingSystem.IsMacOS() ? "plug one in, or allow the terminal to use it (System Settings, Privacy & Security, Microphone)"
        : "is PulseAudio or PipeWire running for this user (pactl info)? Without them, does 'arecord -l' list one, and is this user in the group audio "
            + "(sudo usermod -aG audio $USER)?";

    /// <summary>Where there are devices, yet none that hears what the machine plays.</summary>
    internal static string NoLoopback => OperatingSystem.IsWindows() ? "switch on Stereo Mix (Sound, Recording) or install VB-CABLE and choose it by --device, or take --microphone"
        : OperatingSystem.IsMacOS() ? "install BlackHole (brew install blackhole-2ch) and choose it by --device, or take --microphone"
        : "that takes PulseAudio or PipeWire (pactl info); --microphone takes the default input";
}
