using System.Runtime.InteropServices;

namespace Audio2Mqtt.Torch.Interop;

/// <summary>A <c>hid_t</c> of any kind: a file, a dataset, a space, a type, a property list. Negative means failure.</summary>
internal sealed class Hdf5Handle : SafeHandle
{
    public Hdf5Handle()
        : base(0, ownsHandle: true)
    {
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle <= 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        lock (Hdf5.Gate)
        {
            Hdf5.Silence();
            return Hdf5.Release(handle) >= 0;
        }
    }
}
