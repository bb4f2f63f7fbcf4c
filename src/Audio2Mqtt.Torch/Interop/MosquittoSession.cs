using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Audio2Mqtt.Torch.Interop;

/// <summary>
/// One connection to a broker, or the attempt to get one. A fresh client of libmosquitto for each: no message, number or half-done handshake of the last
/// connection can reach the next. One thread connects and loops; any thread may publish, subscribe and disconnect.
/// </summary>
internal sealed unsafe class MosquittoSession : IDisposable
{
    // Where OpenSSL looks by itself on Debian, Fedora, Alpine and macOS (Homebrew).
    private static readonly string[] TrustFolders = ["/etc/ssl/certs", "/etc/pki/tls/certs", "/opt/homebrew/etc/openssl@3/certs", "/usr/local/etc/openssl@3/certs"];

    // Reason codes of MQTT 5 from here on are refusals; return codes of the library are below.
    private const int FirstRefusal = 128;

    private readonly MosquittoSettings settings;
    private readonly MosquittoHandle handle;
    private readonly ConcurrentQueue<MosquittoSignal> signals = new();
    private Exception? failure;

    /// <summary>Makes the client; nothing is sent.</summary>
    /// <exception cref="Audio2MqttException">The settings cannot be used.</exception>
    internal MosquittoSession(MosquittoSettings settings)
    {
        this.settings = settings;
        var state = GCHandle.Alloc(this);
        handle = Mosquitto.New(settings.ClientId, cleanSession: true, GCHandle.ToIntPtr(state));
        if (handle.IsInvalid)
        {
            state.Free();
            throw new Audio2MqttException($"the MQTT client id '{settings.ClientId}' cannot be used");
        }

        handle.Own(state);
        try
        {
            Prepare();
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Why the certificate of the broker is not believed: a value of X509_V_ERR; 0 where that is unknown.</summary>
    internal int VerifyResult { get; private set; }

    /// <summary>The last error that libmosquitto logged; null where there was none.</summary>
    internal string? LastError { get; private set; }

    /// <summary>Why the broker has ended the connection (a reason of MQTT 5), or 0.</summary>
    internal int FarewellCode { get; private set; }

    /// <summary>The system's error number where a call gave MOSQ_ERR_ERRNO.</summary>
    internal int SystemError { get; private set; }

    /// <summary>Looks up the host, connects to it and sends what MQTT begins with; the answer is a signal. May wait as long as the system's TCP does.</summary>
    internal int Connect()
    {
        var code = Mosquitto.Connect(handle, settings.Host, settings.Port, settings.KeepAliveSeconds);
        if (code == Mosquitto.MOSQ_ERR_ERRNO) SystemError = Marshal.GetLastPInvokeError();
        return code;
    }

    /// <summary>Waits for the network, or for a message to send, and does what is to be done.</summary>
    internal int Loop(TimeSpan timeout)
    {
        var code = Mosquitto.Loop(handle, (int)timeout.TotalMilliseconds, 1);
        if (code == Mosquitto.MOSQ_ERR_ERRNO) SystemError = Marshal.GetLastPInvokeError();
        if (failure is not null) throw new Audio2MqttException("a callback of libmosquitto failed", failure);
        return code;
    }

    /// <summary>What callbacks told in the last <see cref="Loop"/>, in order.</summary>
    internal bool TryTake(out MosquittoSignal? signal) => signals.TryDequeue(out signal);

    /// <summary>Hands a message over to the loop, which wakes.</summary>
    internal int Publish(string topic, ReadOnlySpan<byte> payload, int qos, bool retain, out int number) =>
        Mosquitto.Publish(handle, out number, topic, payload.Length, payload, qos, retain);

    /// <summary>Asks for messages.</summary>
    internal int Subscribe(string filter, int qos) => Mosquitto.Subscribe(handle, 0, filter, qos);

    /// <summary>Says farewell after all that was handed over before.</summary>
    internal int Disconnect() => Mosquitto.Disconnect(handle);

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();

    private static void Check(int code, string what)
    {
        if (code != Mosquitto.MOSQ_ERR_SUCCESS) throw new Audio2MqttException($"MQTT: {what} cannot be used ({Mosquitto.ErrorText(code)})");
    }

    private void Prepare()
    {
        Mosquitto.OnConnect(handle, &Answered);
        Mosquitto.OnDisconnect(handle, &Disconnected);
        Mosquitto.OnPublish(handle, &Published);
        Mosquitto.OnMessage(handle, &Received);
        Mosquitto.OnLog(handle, &Logged);

        // Makes publish from another thread hand over and wake the loop, instead of writing to the socket itself.
        Check(Mosquitto.SetThreaded(handle, true), "a loop of one's own");
        Check(Mosquitto.SetOption(handle, Mosquitto.MOSQ_OPT_PROTOCOL_VERSION, settings.IsVersion5 ? Mosquitto.MQTT_PROTOCOL_V5 : Mosquitto.MQTT_PROTOCOL_V311), "the version");

        // Without it a message waits for the acknowledgement of the one before: up to 40 ms.
        Check(Mosquitto.SetOption(handle, Mosquitto.MOSQ_OPT_TCP_NODELAY, 1), "TCP_NODELAY");
        Check(
            Mosquitto.SetWill(handle, settings.WillTopic, settings.WillPayload.Length, settings.WillPayload.Span, settings.WillQos, settings.WillRetain),
            $"the topic '{settings.WillTopic}'");
        if (settings.User is not null) Check(Mosquitto.SetUser(handle, settings.User, settings.Password), "the user name or the password");
        if (settings.Tls) PrepareTls();
    }

    private void PrepareTls()
    {
        if (settings.CaFile is not null || settings.CertificateFile is not null)
        {
            // With a certificate of ours libmosquitto wants the authorities by name, even if they are the system's.
            var folder = settings.CaFile is null ? TrustFolders.FirstOrDefault(Directory.Exists) : null;
            Check(
                Mosquitto.SetTls(handle, settings.CaFile, folder, settings.CertificateFile, settings.KeyFile, 0),
                string.Join(", ", new[] { settings.CaFile ?? folder, settings.CertificateFile, settings.KeyFile }.OfType<string>()));
        }
        else
        {
            Check(Mosquitto.SetOption(handle, Mosquitto.MOSQ_OPT_TLS_USE_OS_CERTS, 1), "the system's certificate authorities");
        }

        Check(Mosquitto.SetTlsOptions(handle, settings.Insecure ? Mosquitto.SSL_VERIFY_NONE : Mosquitto.SSL_VERIFY_PEER, null, null), "TLS");
        if (settings.Insecure) Check(Mosquitto.SetTlsInsecure(handle, true), "TLS without checks");
    }

    [UnmanagedCallersOnly]
    private static void Answered(nint mosquitto, nint data, int code, int flags, nint properties) =>
        Guard(data, session => session.signals.Enqueue(new MosquittoSignal.Answered(code)));

    [UnmanagedCallersOnly]
    private static void Disconnected(nint mosquitto, nint data, int code, nint properties) => Guard(data, session =>
    {
        // The broker's reason comes first, and after it, once more, what the socket said.
        if (session.FarewellCode < FirstRefusal) session.FarewellCode = code;
    });

    [UnmanagedCallersOnly]
    private static void Published(nint mosquitto, nint data, int number, int code, nint properties) =>
        Guard(data, session => session.signals.Enqueue(new MosquittoSignal.Published(number, code)));

    [UnmanagedCallersOnly]
    private static void Received(nint mosquitto, nint data, MosquittoMessage* message, nint properties) => Guard(data, session =>
    {
        // The library frees the message when we return.
        var payload = new ReadOnlySpan<byte>((void*)message->Payload, message->PayloadLength).ToArray();
        session.signals.Enqueue(new MosquittoSignal.Received(Marshal.PtrToStringUTF8(message->Topic) ?? "", payload, message->Retain != 0, message->Qos));
    });

    [UnmanagedCallersOnly]
    private static void Logged(nint mosquitto, nint data, int level, nint text) => Guard(data, session =>
    {
        if ((level & (Mosquitto.MOSQ_LOG_ERR | Mosquitto.MOSQ_LOG_WARNING)) == 0) return;
        session.LastError = Marshal.PtrToStringUTF8(text)?.ReplaceLineEndings(" ").Trim().TrimEnd('.');
        if (!session.settings.Tls || session.VerifyResult != 0) return;

        // The host's name libmosquitto compares itself, in the middle of OpenSSL's own verification.
        session.VerifyResult = session.LastError?.Contains("host name verification", StringComparison.Ordinal) == true
            ? MosquittoProblem.X509_V_ERR_HOSTNAME_MISMATCH : Mosquitto.VerifyResult(mosquitto);
    });

    // No exception crosses the border: the first one is kept for the loop's caller.
    private static void Guard(nint data, Action<MosquittoSession> action)
    {
        if (GCHandle.FromIntPtr(data).Target is not MosquittoSession session) return;
        try
        {
            action(session);
        }
        catch (Exception error)
        {
            session.failure ??= error;
        }
    }
}
