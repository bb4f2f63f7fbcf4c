using System.Diagnostics;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Streaming;

/// <summary>A camera without a lens: GStreamer's RTSP server with a 440 Hz sine at 8 kHz, half the full scale, to whoever knows the password.</summary>
internal sealed class RtspCamera : IDisposable
{
    // Debian's own Python: another one on the path does not know Debian's bindings.
    private const string Python = "/usr/bin/python3";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const string Script = """
        import sys, gi
        for name in ("Gst", "GstRtsp", "GstRtspServer"):
            gi.require_version(name, "1.0")
        from gi.repository import Gst, GstRtsp, GstRtspServer, GLib
        Gst.init(None)
        for element in ("audiotestsrc", "mulawenc", "rtppcmupay"):
            if Gst.ElementFactory.find(element) is None:
                sys.exit(element + " of GStreamer is missing")
        if len(sys.argv) == 1:
            sys.exit(0)
        server = GstRtspServer.RTSPServer()
        server.set_address("127.0.0.1")
        server.set_service(sys.argv[2])
        token = GstRtspServer.RTSPToken()
        token.set_string("media.factory.role", "user")
        auth = GstRtspServer.RTSPAuth()
        if sys.argv[1] == "digest":
            auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
            auth.add_digest(sys.argv[3], sys.argv[4], token)
        else:
            auth.set_supported_methods(GstRtsp.RTSPAuthMethod.BASIC)
            auth.add_basic(GstRtspServer.RTSPAuth.make_basic(sys.argv[3], sys.argv[4]), token)
        server.set_auth(auth)
        factory = GstRtspServer.RTSPMediaFactory()
        factory.set_launch("( audiotestsrc is-live=true samplesperbuffer=160 freq=440 volume=0.5 ! audio/x-raw,rate=8000,channels=1 ! mulawenc ! rtppcmupay name=pay0 pt=0 )")
        factory.set_shared(True)
        permissions = GstRtspServer.RTSPPermissions()
        for permission in ("media.factory.access", "media.factory.construct"):
            permissions.add_permission_for_role("user", permission, True)
        factory.set_permissions(permissions)
        server.get_mount_points().add_factory("/live", factory)
        server.attach(None)
        print(server.get_bound_port(), flush=True)
        GLib.MainLoop().run()
        """;

    private static readonly Lazy<string?> Missing = new(Look);
    private readonly string method;
    private Process server;

    /// <summary>Starts it.</summary>
    /// <param name="method">How it asks for the password: basic or digest.</param>
    public RtspCamera(string method)
    {
        this.method = method;
        (server, Port) = Run("0");
    }

    /// <summary>Why there is none; null where there is one.</summary>
    public static string? Absent => Missing.Value;

    public int Port { get; }

    public string Address => $"rtsp://127.0.0.1:{Port}/live";

    public string AddressWithPassword => $"rtsp://{HttpStream.User}:{HttpStream.PasswordInAddress}@127.0.0.1:{Port}/live";

    /// <summary>Goes away at once and comes back at the same address.</summary>
    public void Reboot()
    {
        Dispose();
        (server, _) = Run($"{Port}");
    }

    public void Dispose()
    {
        if (!server.HasExited) server.Kill();
        server.WaitForExit(Patience);
        server.Dispose();
    }

    private static string? Look()
    {
        if (!File.Exists(Python)) return $"{Python} is not there";
        using var trial = Start();
        Assert.True(trial.WaitForExit(Patience), "the trial of GStreamer does not end");
        return trial.ExitCode == 0 ? null : "GStreamer's RTSP server is not installed (Debian: python3-gi gir1.2-gst-rtsp-server-1.0, plugins base and good)";
    }

    private (Process Server, int Port) Run(string port)
    {
        var process = Start(method, port, HttpStream.User, HttpStream.Password);
        return (process, int.Parse(process.StandardOutput.ReadLine() ?? throw new InvalidOperationException(process.StandardError.ReadToEnd())));
    }

    private static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo(Python, ["-c", Script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
}
