using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Audio2Mqtt.Torch.Interop;

/// <summary>An open <c>SNDFILE*</c>, with the stream state its callbacks use where it reads from one.</summary>
internal sealed class SndFileHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    private GCHandle _state;

    public SndFileHandle()
        : base(ownsHandle: true)
    {
    }

    /// <summary>Gives the handle the callback state to free after the file is closed.</summary>
    internal void Own(GCHandle state) => _state = state;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        var closed = SndFile.Close(handle) == 0;
        if (_state.IsAllocated) _state.Free();
        return closed;
    }
}
