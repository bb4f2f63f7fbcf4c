namespace Audio2Mqtt.Torch.Interop;

/// <summary>A source of the sound server: a microphone or the monitor of an output.</summary>
/// <param name="Index">Its number; another one after it was plugged in again.</param>
/// <param name="Name">The server's name for it.</param>
/// <param name="Description">What people call it.</param>
/// <param name="MonitorOf">The output it is the monitor of; null for a microphone.</param>
/// <param name="SampleRate">In hertz.</param>
/// <param name="ChannelMap">Its channels.</param>
internal sealed record PulseSource(uint Index, string Name, string Description, string? MonitorOf, int SampleRate, PulseChannelMap ChannelMap)
{
    /// <summary>Samples per frame.</summary>
    internal int Channels => ChannelMap.Channels;

    /// <summary>Whether it is what a server calls its default.</summary>
    internal bool IsDefault(PulseDefaults defaults) => MonitorOf is { } sink ? sink == defaults.Sink : Name == defaults.Source;
}

/// <summary>What the server takes where nothing is named.</summary>
/// <param name="Sink">The default output's name; null where there is none.</param>
/// <param name="Source">The default input's name; it may be a monitor. Null where there is none.</param>
internal sealed record PulseDefaults(string? Sink, string? Source);
