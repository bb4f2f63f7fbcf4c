using System.Runtime.InteropServices;

namespace Audio2Mqtt.Torch.Interop;

/// <summary>A record stream of a <see cref="PulseConnection"/>, which owns it. All but <see cref="IsReady"/> run with the main loop's lock, or after its end.</summary>
internal sealed unsafe class PulseRecording(PulseConnection connection, PulseSource source, ICaptureSink sink) : IDisposable
{
    // What the server keeps for a client that does not fetch; ours fetches at once, on libpulse's own thread.
    private static readonly TimeSpan ServerBuffer = TimeSpan.FromSeconds(1);

    private GCHandle _self;
    private PulseStreamHandle? _stream;
    private volatile bool _isReady;

    /// <summary>Whether sound can come.</summary>
    internal bool IsReady => _isReady;

    /// <summary>Asks the server for the stream, without any conversion of its sound but to floating point.</summary>
    /// <exception cref="PulseException">It cannot be asked.</exception>
    internal void Start(TimeSpan fragment)
    {
        var spec = new PulseSampleSpec { Format = Pulse.PA_SAMPLE_FLOAT32LE, Rate = (uint)source.SampleRate, Channels = source.ChannelMap.Channels };
        _stream = Pulse.StreamNew(connection.Context, "sound recognition", in spec, source.ChannelMap);
        if (_stream.IsInvalid) throw Refused();
        _self = GCHandle.Alloc(this);
        var data = GCHandle.ToIntPtr(_self);
        Pulse.StreamSetStateCallback(_stream, &OnState, data);
        Pulse.StreamSetSuspendedCallback(_stream, &OnSuspended, data);
        Pulse.StreamSetMovedCallback(_stream, &OnMoved, data);
        Pulse.StreamSetReadCallback(_stream, &OnRead, data);
        var attributes = new PulseBufferAttributes { MaxLength = Bytes(ServerBuffer), FragmentSize = Bytes(fragment) };

        // A stream that wanders to another device when its own goes would be listened to under the wrong name.
        const int flags = Pulse.PA_STREAM_ADJUST_LATENCY | Pulse.PA_STREAM_DONT_MOVE;
        if (Pulse.StreamConnectRecord(_stream, source.Name, in attributes, flags) < 0) throw Refused();
    }

    /// <summary>Tells that nothing more will come.</summary>
    internal void Fail(string reason) => sink.Fail(reason);

    /// <summary>Ends the recording where another source is the default one now.</summary>
    internal void TellDefaults(PulseDefaults defaults)
    {
        if (!source.IsDefault(defaults)) Fail($"the default device is another one now ({(source.MonitorOf is null ? defaults.Source : defaults.Sink) ?? "none"})");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream?.Dispose();
        if (_self.IsAllocated) _self.Free();
    }

    private static PulseRecording Of(nint data) => (PulseRecording)GCHandle.FromIntPtr(data).Target!;

    private uint Bytes(TimeSpan time) => (uint)((int)(source.SampleRate * time.TotalSeconds) * source.Channels * sizeof(float));

    private PulseException Refused() => new(Pulse.ErrorText(connection.Context.DangerousGetHandle()));

    [UnmanagedCallersOnly]
    private static void OnState(nint stream, nint data) => Of(data).ChangeState(stream);

    [UnmanagedCallersOnly]
    private static void OnSuspended(nint stream, nint data)
    {
        if (Pulse.StreamIsSuspended(stream) == 1) Of(data).Fail("the device was suspended by the sound server");
    }

    [UnmanagedCallersOnly]
    private static void OnMoved(nint stream, nint data) => Of(data).Fail("the stream was moved to another device");

    [UnmanagedCallersOnly]
    private static void OnRead(nint stream, nuint bytes, nint data) => Of(data).Take(stream);

    private void ChangeState(nint stream)
    {
        var state = Pulse.StreamState(stream);
        if (state == Pulse.PA_STREAM_READY)
        {
            _isReady = true;
            connection.Wake();
        }
        else if (state is Pulse.PA_STREAM_FAILED or Pulse.PA_STREAM_TERMINATED)
        {
            var reason = Pulse.ErrorText(connection.Context.DangerousGetHandle());
            connection.Fail(reason);
            Fail($"the device is gone ({reason})");
        }
    }

    private void Take(nint stream)
    {
        var frameBytes = (nuint)source.Channels * sizeof(float);
        while (Pulse.StreamPeek(stream, out var samples, out var count) == 0 && count > 0)
        {
            // Without samples it is a hole: the server had to throw something away.
            if (samples == null) sink.Lose((long)(count / frameBytes));
            else sink.Write(new ReadOnlySpan<float>(samples, (int)(count / sizeof(float))));
            if (Pulse.StreamDrop(stream) != 0) break;
        }
    }
}
