using System.Runtime.InteropServices;

namespace Audio2Mqtt.Torch.Interop;

/// <summary>Why there is no connection, and what to do: one line that follows the broker's address.</summary>
internal static class MosquittoProblem
{
    private const string Credentials = "refuses the user name or the password; check both";
    private const string Authority = "its certificate is signed by an authority that is not trusted here; name the file of that authority";

    // https://docs.openssl.org/3.0/man3/X509_STORE_CTX_get_error/
    private const int X509_V_ERR_CERT_NOT_YET_VALID = 9;
    private const int X509_V_ERR_CERT_HAS_EXPIRED = 10;
    internal const int X509_V_ERR_HOSTNAME_MISMATCH = 62;
    private const int X509_V_ERR_IP_ADDRESS_MISMATCH = 64;

    /// <summary>The broker has answered with a refusal.</summary>
    internal static string OfAnswer(int code, bool isVersion5) => (code, isVersion5) switch
    {
        (134 or 135, true) or (4 or 5, false) => Credentials,
        (133, true) or (2, false) => "refuses the client id; choose another",
        (138, true) => "has banned this client",
        (136 or 137, true) or (3, false) => "has no time for us now",
        (_, true) => $"refuses us ({Mosquitto.ReasonText(code)})",
        _ => $"refuses us ({Mosquitto.RefusalText(code)})",
    };

    /// <summary>The broker has ended the connection and said why.</summary>
    internal static string OfFarewell(int code) => code switch
    {
        139 => "is shutting down",
        142 => "has another client with our id; give each its own",
        _ => $"has ended the connection ({Mosquitto.ReasonText(code)})",
    };

    /// <summary>A call has failed.</summary>
    /// <param name="code">What it returned.</param>
    /// <param name="session">Where it did.</param>
    /// <param name="wasConnected">Whether the broker had accepted us.</param>
    internal static string Of(int code, MosquittoSession session, bool wasConnected) => code switch
    {
        Mosquitto.MOSQ_ERR_TLS => OfTls(session),
        _ when session.VerifyResult != 0 => OfTls(session),
        _ when session.LastError is { } text && text.StartsWith("OpenSSL", StringComparison.Ordinal) => OfTls(session),
        _ when session.FarewellCode >= 128 => OfFarewell(session.FarewellCode),
        Mosquitto.MOSQ_ERR_EAI => "unknown host; check its name",
        Mosquitto.MOSQ_ERR_KEEPALIVE => "does not answer any more",
        Mosquitto.MOSQ_ERR_CONN_LOST or Mosquitto.MOSQ_ERR_NO_CONN when wasConnected => "the connection is lost",
        Mosquitto.MOSQ_ERR_CONN_LOST or Mosquitto.MOSQ_ERR_NO_CONN => "has closed the connection at once; is it an MQTT broker, with or without TLS as we are?",
        Mosquitto.MOSQ_ERR_ERRNO when wasConnected => $"the connection is lost ({Marshal.GetPInvokeErrorMessage(session.SystemError)})",
        Mosquitto.MOSQ_ERR_ERRNO => $"cannot be reached ({Marshal.GetPInvokeErrorMessage(session.SystemError)}); is it running, and are host and port right?",

        // Its loop uses select, which knows no file above 1024.
        Mosquitto.MOSQ_ERR_INVAL => "libmosquitto cannot work with so many open files; listen to fewer sources in one process",
        Mosquitto.MOSQ_ERR_PROTOCOL => "does not speak MQTT; check the port",
        _ => Mosquitto.ErrorText(code),
    };

    private static string OfTls(MosquittoSession session) => (session.VerifyResult, session.LastError ?? "") switch
    {
        (X509_V_ERR_CERT_HAS_EXPIRED, _) => "its certificate has expired; renew it there, or set the clock here",
        (X509_V_ERR_CERT_NOT_YET_VALID, _) => "its certificate is not valid yet; set the clock here",
        (X509_V_ERR_HOSTNAME_MISMATCH or X509_V_ERR_IP_ADDRESS_MISMATCH, _) => "its certificate is for another host; use the name that the certificate has",
        (not 0, _) => Authority,
        (_, var text) when text.Contains("certificate required", StringComparison.Ordinal) || text.Contains("handshake failure", StringComparison.Ordinal) =>
            "wants a certificate of ours; name its file and that of its key",
        (_, var text) when text.Contains("alert unknown ca", StringComparison.Ordinal) || text.Contains("alert bad certificate", StringComparison.Ordinal)
            || text.Contains("alert certificate", StringComparison.Ordinal) => $"refuses our certificate ({Tail(text)})",
        (_, var text) when text.Contains("wrong version number", StringComparison.Ordinal) => "does not speak TLS on this port",
        (_, "") => "TLS cannot be agreed on",
        (_, var text) => $"TLS cannot be agreed on ({Tail(text)})",
    };

    // "OpenSSL Error[0]: error:0A000418:SSL routines::tlsv1 alert unknown ca" says what matters at its end.
    private static string Tail(string text) => text[(text.LastIndexOf(':') + 1)..].Trim();
}
