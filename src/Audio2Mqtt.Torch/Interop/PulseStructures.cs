using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Audio2Mqtt.Torch.Interop;

/// <summary><c>pa_sample_spec</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PulseSampleSpec
{
    internal int Format;
    internal uint Rate;
    internal byte Channels;
}

/// <summary><c>pa_channel_map</c>: passed back as it came, so that the server mixes nothing.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PulseChannelMap
{
    internal byte Channels;
    internal PulseNumbers Positions;
}

/// <summary><c>pa_cvolume</c>: only its size matters.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PulseVolume
{
    internal byte Channels;
    internal PulseNumbers Values;
}

/// <summary>A number for each of at most 32 channels.</summary>
[InlineArray(32)]
internal struct PulseNumbers
{
    private int _first;
}

/// <summary><c>pa_buffer_attr</c>, in bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PulseBufferAttributes
{
    internal uint MaxLength;
    internal uint PlaybackLength;
    internal uint PlaybackPreload;
    internal uint PlaybackMinimum;
    internal uint FragmentSize;
}

/// <summary>The beginning of <c>pa_source_info</c>; pointers live as long as the callback.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PulseSourceInfo
{
    internal nint Name;
    internal uint Index;
    internal nint Description;
    internal PulseSampleSpec SampleSpec;
    internal PulseChannelMap ChannelMap;
    internal uint OwnerModule;
    internal PulseVolume Volume;
    internal int Mute;
    internal uint MonitorOfSink;
    internal nint MonitorOfSinkName;
}

/// <summary>The beginning of <c>pa_server_info</c>; pointers live as long as the callback.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PulseServerInfo
{
    internal nint UserName;
    internal nint HostName;
    internal nint ServerVersion;
    internal nint ServerName;
    internal PulseSampleSpec SampleSpec;
    internal nint DefaultSinkName;
    internal nint DefaultSourceName;
}
