using System.Runtime.InteropServices;

namespace Audio2Mqtt.Torch.Interop;

/// <summary><c>SF_INFO</c>: what libsndfile says about a file.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SndFileInfo
{
    internal long Frames;
    internal int SampleRate;
    internal int Channels;
    internal int Format;
    internal int Sections;
    internal int Seekable;
}
