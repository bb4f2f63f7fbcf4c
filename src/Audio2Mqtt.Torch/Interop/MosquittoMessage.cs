using System.Runtime.InteropServices;

namespace Audio2Mqtt.Torch.Interop;

/// <summary><c>struct mosquitto_message</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct MosquittoMessage
{
    internal int Number;
    internal nint Topic;
    internal nint Payload;
    internal int PayloadLength;
    internal int Qos;
    internal byte Retain;
}
