using System.Runtime.InteropServices;

namespace Audio2Mqtt.Torch.Interop;

/// <summary><c>soxr_io_spec_t</c>: sample types and scale.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SoxrIoSpec
{
    internal int InputType;
    internal int OutputType;
    internal double Scale;
    internal nint Reserved;
    internal CULong Flags;
}

/// <summary><c>soxr_quality_spec_t</c>: precision and band edges.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SoxrQualitySpec
{
    internal double PrecisionBits;
    internal double PhaseResponse;
    internal double PassbandEnd;
    internal double StopbandBegin;
    internal nint Reserved;
    internal CULong Flags;
}

/// <summary><c>soxr_runtime_spec_t</c>: block sizes and threads.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SoxrRuntimeSpec
{
    internal uint Log2MinDftSize;
    internal uint Log2LargeDftSize;
    internal uint CoefficientKilobytes;
    internal uint Threads;
    internal nint Reserved;
    internal CULong Flags;
}
