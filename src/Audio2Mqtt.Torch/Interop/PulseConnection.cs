using System.Runtime.InteropServices;

namespace Audio2Mqtt.Torch.Interop;

/// <summary>
/// A connection to the sound server. libpulse calls back on its own thread, which holds the main loop's lock; those callbacks note what they are told
/// under a lock of ours and wake whoever waits. Nobody waits for the main loop's lock while holding ours. One thread at a time asks.
/// </summary>
internal sealed unsafe class PulseConnection : IDisposable
{
    // A server on this machine answers in milliseconds; one on the network, or one that starts, in a second.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly object _gate = new();
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenRegistration _registration;
    private readonly List<PulseSource> _sources = [];
    private readonly PulseMainloopHandle _mainloop;
    private readonly PulseContextHandle _context;
    private readonly GCHandle _self;
    private PulseRecording? _recording;
    private PulseDefaults? _defaults;
    private bool _isAnswered;
    private int _state;
    private string? _failure;
    private bool _disposed;

    private PulseConnection(CancellationToken cancellationToken)
    {
        _cancellation = cancellationToken;
        _mainloop = Pulse.MainloopNew();
        _context = Pulse.ContextNew(Pulse.MainloopApi(_mainloop), "a2m-torch");
        _self = GCHandle.Alloc(this);
        _registration = cancellationToken.Register(Wake);
    }

    /// <summary>The context, for <see cref="PulseRecording"/>.</summary>
    internal PulseContextHandle Context => _context;

    /// <summary>Connects to the server that the user's settings name (<c>PULSE_SERVER</c>, client.conf); starts none.</summary>
    /// <exception cref="PulseException">There is none, or it does not answer.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    internal static PulseConnection Open(CancellationToken cancellationToken)
    {
        var connection = new PulseConnection(cancellationToken);
        try
        {
            connection.Connect();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>All sources, microphones and monitors.</summary>
    /// <exception cref="PulseException">The server does not answer.</exception>
    internal IReadOnlyList<PulseSource> Sources()
    {
        _sources.Clear();
        Ask(() => Pulse.ContextGetSourceInfoList(_context.DangerousGetHandle(), &OnSource, GCHandle.ToIntPtr(_self)));
        return [.. _sources];
    }

    /// <summary>What the server takes where nothing is named.</summary>
    /// <exception cref="PulseException">The server does not answer.</exception>
    internal PulseDefaults Defaults()
    {
        Ask(() => Pulse.ContextGetServerInfo(_context.DangerousGetHandle(), &OnServer, GCHandle.ToIntPtr(_self)));
        return _defaults!;
    }

    /// <summary>Captures a source from now on, at its own rate and channels, until this connection is disposed.</summary>
    /// <param name="source">One of <see cref="Sources"/>.</param>
    /// <param name="fragment">How much comes at once.</param>
    /// <param name="followsDefault">Whether capturing ends when another source becomes the default one.</param>
    /// <param name="sink">Called on libpulse's thread.</param>
    /// <exception cref="PulseException">The server refuses.</exception>
    internal void Record(PulseSource source, TimeSpan fragment, bool followsDefault, ICaptureSink sink)
    {
        var recording = new PulseRecording(this, source, sink);
        Locked(() =>
        {
            _recording = recording;
            recording.Start(fragment);
            if (!followsDefault) return;
            Pulse.ContextSetSubscribeCallback(_context, &OnChange, GCHandle.ToIntPtr(_self));
            Unref(Pulse.ContextSubscribe(_context, Pulse.PA_SUBSCRIPTION_MASK_SERVER, 0, 0));
        });
        WaitUntil(() => recording.IsReady, "the server does not start the stream");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _registration.Dispose();

        // Afterwards nothing needs the lock. Disconnecting tells the stream's callback once more, on this thread.
        Pulse.MainloopStop(_mainloop);
        Pulse.ContextDisconnect(_context);
        _recording?.Dispose();
        _context.Dispose();
        _mainloop.Dispose();
        _self.Free();
    }

    /// <summary>Runs with the main loop's lock.</summary>
    internal void Locked(Action action)
    {
        Pulse.MainloopLock(_mainloop);
        try
        {
            action();
        }
        finally
        {
            Pulse.MainloopUnlock(_mainloop);
        }
    }

    /// <summary>Notes why nothing will come any more, and wakes who waits.</summary>
    internal void Fail(string reason)
    {
        lock (_gate)
        {
            _failure ??= reason;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Wakes who waits, to look again.</summary>
    internal void Wake()
    {
        lock (_gate) Monitor.PulseAll(_gate);
    }

    private static PulseConnection Of(nint data) => (PulseConnection)GCHandle.FromIntPtr(data).Target!;

    private static void Unref(nint operation)
    {
        if (operation != 0) Pulse.OperationUnref(operation);
    }

    private void Connect()
    {
        Pulse.ContextSetStateCallback(_context, &OnState, GCHandle.ToIntPtr(_self));
        if (Pulse.ContextConnect(_context, 0, Pulse.PA_CONTEXT_NOAUTOSPAWN, 0) < 0) throw new PulseException(Pulse.ErrorText(_context.DangerousGetHandle()));
        if (Pulse.MainloopStart(_mainloop) < 0) throw new PulseException("libpulse cannot start its thread");
        WaitUntil(() => _state == Pulse.PA_CONTEXT_READY, "the server does not answer");
    }

    private void Ask(Func<nint> question)
    {
        lock (_gate) _isAnswered = false;
        Locked(() =>
        {
            var operation = question();
            if (operation == 0) throw new PulseException(Pulse.ErrorText(_context.DangerousGetHandle()));
            Pulse.OperationUnref(operation);
        });
        WaitUntil(() => _isAnswered, "the server does not answer");
    }

    private void WaitUntil(Func<bool> isDone, string otherwise)
    {
        var deadline = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        lock (_gate)
        {
            while (!isDone())
            {
                _cancellation.ThrowIfCancellationRequested();
                if (_failure is { } failure) throw new PulseException(failure);
                var rest = deadline - Environment.TickCount64;
                if (rest <= 0 || !Monitor.Wait(_gate, TimeSpan.FromMilliseconds(rest))) throw new PulseException(otherwise);
            }
        }
    }

    [UnmanagedCallersOnly]
    private static void OnState(nint context, nint data)
    {
        var connection = Of(data);
        var state = Pulse.ContextState(context);
        var isOver = state is Pulse.PA_CONTEXT_FAILED or Pulse.PA_CONTEXT_TERMINATED;
        if (isOver)
        {
            var reason = $"the sound server is gone ({Pulse.ErrorText(context)})";
            connection.Fail(connection._state == Pulse.PA_CONTEXT_READY ? reason : Pulse.ErrorText(context));
            connection._recording?.Fail(reason);
        }

        lock (connection._gate)
        {
            connection._state = state;
            Monitor.PulseAll(connection._gate);
        }
    }

    [UnmanagedCallersOnly]
    private static void OnSource(nint context, PulseSourceInfo* info, int end, nint data)
    {
        var connection = Of(data);
        lock (connection._gate)
        {
            if (end == 0)
            {
                var monitor = info->MonitorOfSink == Pulse.PA_INVALID_INDEX ? null : Marshal.PtrToStringUTF8(info->MonitorOfSinkName) ?? "";
                var name = Marshal.PtrToStringUTF8(info->Name)!;
                var description = Marshal.PtrToStringUTF8(info->Description) ?? name;
                connection._sources.Add(new(info->Index, name, description, monitor, (int)info->SampleSpec.Rate, info->ChannelMap));
                return;
            }

            connection._isAnswered = true;
            Monitor.PulseAll(connection._gate);
        }
    }

    [UnmanagedCallersOnly]
    private static void OnServer(nint context, PulseServerInfo* info, nint data)
    {
        var connection = Of(data);
        var defaults = info == null ? new(null, null)
            : new PulseDefaults(Marshal.PtrToStringUTF8(info->DefaultSinkName), Marshal.PtrToStringUTF8(info->DefaultSourceName));
        connection._recording?.TellDefaults(defaults);
        lock (connection._gate)
        {
            (connection._defaults, connection._isAnswered) = (defaults, true);
            Monitor.PulseAll(connection._gate);
        }
    }

    [UnmanagedCallersOnly]
    private static void OnChange(nint context, int type, uint index, nint data) => Unref(Pulse.ContextGetServerInfo(context, &OnServer, data));
}
