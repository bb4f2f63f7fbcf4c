using Microsoft.Win32.SafeHandles;

namespace Audio2Mqtt.Torch.Interop;

/// <summary>A <c>soxr_t</c>.</summary>
internal sealed class SoxrHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public SoxrHandle()
        : base(ownsHandle: true)
    {
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        Soxr.Delete(handle);
        return true;
    }
}
