using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Audio2Mqtt.Torch.Interop;

/// <summary>libmosquitto 2. Names and values are those of its header; see https://mosquitto.org/api/files/mosquitto-h.html.</summary>
internal static unsafe partial class Mosquitto
{
    internal const string Library = "mosquitto";

    internal const int MOSQ_ERR_SUCCESS = 0;
    internal const int MOSQ_ERR_PROTOCOL = 2;
    internal const int MOSQ_ERR_INVAL = 3;
    internal const int MOSQ_ERR_NO_CONN = 4;
    internal const int MOSQ_ERR_CONN_REFUSED = 5;
    internal const int MOSQ_ERR_CONN_LOST = 7;
    internal const int MOSQ_ERR_TLS = 8;
    internal const int MOSQ_ERR_ERRNO = 14;
    internal const int MOSQ_ERR_EAI = 15;
    internal const int MOSQ_ERR_KEEPALIVE = 19;

    internal const int MOSQ_OPT_PROTOCOL_VERSION = 1;
    internal const int MOSQ_OPT_TCP_NODELAY = 11;
    internal const int MOSQ_OPT_TLS_USE_OS_CERTS = 13;

    internal const int MQTT_PROTOCOL_V311 = 4;
    internal const int MQTT_PROTOCOL_V5 = 5;

    internal const int SSL_VERIFY_NONE = 0;
    internal const int SSL_VERIFY_PEER = 1;

    internal const int MOSQ_LOG_WARNING = 4;
    internal const int MOSQ_LOG_ERR = 8;

    // Its own clean-up at the end is left out on purpose: a thread that still waits for a broker may use the library to the last.
    static Mosquitto()
    {
        NativeLibraries.Register();
        NativeLibraries.Require(Library);
        if (LibInit() != MOSQ_ERR_SUCCESS) throw new Audio2MqttException("libmosquitto does not start; reinstall it");
    }

    /// <summary>Loads the library.</summary>
    /// <exception cref="NativeLibraryException">It is missing.</exception>
    internal static void Require()
    {
        NativeLibraries.Require(Library);
        RuntimeHelpers.RunClassConstructor(typeof(Mosquitto).TypeHandle);
    }

    /// <summary>The release, such as <c>2.0.11</c>.</summary>
    internal static string? VersionOf(nint library)
    {
        if (!NativeLibrary.TryGetExport(library, "mosquitto_lib_version", out var address)) return null;
        int major, minor, revision;
        _ = ((delegate* unmanaged<int*, int*, int*, int>)address)(&major, &minor, &revision);
        return $"{major}.{minor}.{revision}";
    }

    /// <summary>What a return code means.</summary>
    internal static string ErrorText(int code) => Marshal.PtrToStringUTF8(StrError(code))?.TrimEnd('.') ?? $"error {code}";

    /// <summary>What a reason code of MQTT 5 means.</summary>
    internal static string ReasonText(int code) => Marshal.PtrToStringUTF8(ReasonString(code))?.TrimEnd('.') ?? $"reason {code}";

    /// <summary>What a refusal code of MQTT 3.1.1 means.</summary>
    internal static string RefusalText(int code) => Marshal.PtrToStringUTF8(ConnackString(code))?.TrimEnd('.') ?? $"reason {code}";

    /// <summary>Why OpenSSL does not believe the other side's certificate: a value of X509_V_ERR, or 0. Only while a handshake fails.</summary>
    /// <remarks>libmosquitto knows only "certificate verify failed"; the cause stands in the connection itself, whose library it brings along.</remarks>
    internal static int VerifyResult(nint mosquitto)
    {
        const int unspecified = 1;
        var connection = SslGet(mosquitto);
        if (connection == 0 || !NativeLibrary.TryGetExport(NativeLibraries.Handle(Library), "SSL_get_verify_result", out var function)) return 0;
        var result = (int)((delegate* unmanaged<nint, CLong>)function)(connection).Value;
        return result == unspecified ? 0 : result;
    }

    [LibraryImport(Library, EntryPoint = "mosquitto_new", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial MosquittoHandle New(string id, [MarshalAs(UnmanagedType.U1)] bool cleanSession, nint data);

    [LibraryImport(Library, EntryPoint = "mosquitto_destroy")]
    internal static partial void Destroy(nint mosquitto);

    [LibraryImport(Library, EntryPoint = "mosquitto_int_option")]
    internal static partial int SetOption(MosquittoHandle mosquitto, int option, int value);

    [LibraryImport(Library, EntryPoint = "mosquitto_threaded_set")]
    internal static partial int SetThreaded(MosquittoHandle mosquitto, [MarshalAs(UnmanagedType.U1)] bool threaded);

    [LibraryImport(Library, EntryPoint = "mosquitto_will_set", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int SetWill(
        MosquittoHandle mosquitto, string topic, int length, ReadOnlySpan<byte> payload, int qos, [MarshalAs(UnmanagedType.U1)] bool retain);

    [LibraryImport(Library, EntryPoint = "mosquitto_username_pw_set", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int SetUser(MosquittoHandle mosquitto, string user, string? password);

    [LibraryImport(Library, EntryPoint = "mosquitto_tls_set", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int SetTls(
        MosquittoHandle mosquitto, string? caFile, string? caFolder, string? certificateFile, string? keyFile, nint noPasswordCallback);

    [LibraryImport(Library, EntryPoint = "mosquitto_tls_opts_set", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int SetTlsOptions(MosquittoHandle mosquitto, int verify, string? version, string? ciphers);

    [LibraryImport(Library, EntryPoint = "mosquitto_tls_insecure_set")]
    internal static partial int SetTlsInsecure(MosquittoHandle mosquitto, [MarshalAs(UnmanagedType.U1)] bool insecure);

    [LibraryImport(Library, EntryPoint = "mosquitto_connect", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    internal static partial int Connect(MosquittoHandle mosquitto, string host, int port, int keepAliveSeconds);

    [LibraryImport(Library, EntryPoint = "mosquitto_loop", SetLastError = true)]
    internal static partial int Loop(MosquittoHandle mosquitto, int timeoutMilliseconds, int maxPackets);

    [LibraryImport(Library, EntryPoint = "mosquitto_publish", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Publish(
        MosquittoHandle mosquitto, out int number, string topic, int length, ReadOnlySpan<byte> payload, int qos, [MarshalAs(UnmanagedType.U1)] bool retain);

    [LibraryImport(Library, EntryPoint = "mosquitto_subscribe", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Subscribe(MosquittoHandle mosquitto, nint noNumber, string filter, int qos);

    [LibraryImport(Library, EntryPoint = "mosquitto_disconnect")]
    internal static partial int Disconnect(MosquittoHandle mosquitto);

    [LibraryImport(Library, EntryPoint = "mosquitto_connect_v5_callback_set")]
    internal static partial void OnConnect(MosquittoHandle mosquitto, delegate* unmanaged<nint, nint, int, int, nint, void> callback);

    [LibraryImport(Library, EntryPoint = "mosquitto_disconnect_v5_callback_set")]
    internal static partial void OnDisconnect(MosquittoHandle mosquitto, delegate* unmanaged<nint, nint, int, nint, void> callback);

    [LibraryImport(Library, EntryPoint = "mosquitto_publish_v5_callback_set")]
    internal static partial void OnPublish(MosquittoHandle mosquitto, delegate* unmanaged<nint, nint, int, int, nint, void> callback);

    [LibraryImport(Library, EntryPoint = "mosquitto_message_v5_callback_set")]
    internal static partial void OnMessage(MosquittoHandle mosquitto, delegate* unmanaged<nint, nint, MosquittoMessage*, nint, void> callback);

    [LibraryImport(Library, EntryPoint = "mosquitto_log_callback_set")]
    internal static partial void OnLog(MosquittoHandle mosquitto, delegate* unmanaged<nint, nint, int, nint, void> callback);

    [LibraryImport(Library, EntryPoint = "mosquitto_lib_init")]
    private static partial int LibInit();

    [LibraryImport(Library, EntryPoint = "mosquitto_strerror")]
    private static partial nint StrError(int code);

    [LibraryImport(Library, EntryPoint = "mosquitto_reason_string")]
    private static partial nint ReasonString(int code);

    [LibraryImport(Library, EntryPoint = "mosquitto_connack_string")]
    private static partial nint ConnackString(int code);

    [LibraryImport(Library, EntryPoint = "mosquitto_ssl_get")]
    private static partial nint SslGet(nint mosquitto);
}
