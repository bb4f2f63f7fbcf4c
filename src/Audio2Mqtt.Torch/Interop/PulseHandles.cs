using Microsoft.Win32.SafeHandles;

namespace Audio2Mqtt.Torch.Interop;

/// <summary>A <c>pa_threaded_mainloop</c>; the last to be released of its connection.</summary>
internal sealed class PulseMainloopHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        Pulse.MainloopFree(handle);
        return true;
    }
}

/// <summary>A <c>pa_context</c>; released while its main loop stands still.</summary>
internal sealed class PulseContextHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        Pulse.ContextUnref(handle);
        return true;
    }
}

/// <summary>A <c>pa_stream</c>; released while its main loop stands still.</summary>
internal sealed class PulseStreamHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        Pulse.StreamUnref(handle);
        return true;
    }
}
