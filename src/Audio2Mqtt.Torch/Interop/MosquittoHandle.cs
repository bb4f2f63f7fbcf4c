using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Audio2Mqtt.Torch.Interop;

/// <summary>A <c>struct mosquitto*</c>, with the state that its callbacks use.</summary>
internal sealed class MosquittoHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    private GCHandle _state;

    public MosquittoHandle()
        : base(ownsHandle: true)
    {
    }

    /// <summary>Gives the handle the callback state to free after the client is destroyed.</summary>
    internal void Own(GCHandle state) => _state = state;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        Mosquitto.Destroy(handle);
        if (_state.IsAllocated) _state.Free();
        return true;
    }
}
