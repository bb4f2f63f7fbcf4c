using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Audio2Mqtt.Torch.Cli.Listening;

/// <summary>
/// Tells systemd how the service is, as <c>sd_notify(3)</c> does: datagrams to <c>$NOTIFY_SOCKET</c>. What cannot be sent is lost: a service runs on
/// without its manager.
/// </summary>
internal sealed class ServiceNotifier : IDisposable
{
    private readonly Socket socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly UnixDomainSocketEndPoint manager;

    /// <param name="address">A path, or a name that begins with @ (Linux's abstract names).</param>
    /// <param name="watchdog">How long systemd waits between two signs of life; null where it does not.</param>
    public ServiceNotifier(string address, TimeSpan? watchdog)
    {
        manager = new(address.StartsWith('@') ? $"\0{address[1..]}" : address);
        Watchdog = watchdog;
    }

    /// <summary>How long systemd waits between two signs of life; null where it does not.</summary>
    public TimeSpan? Watchdog { get; }

    /// <summary>The one of this process; null where no service manager started it.</summary>
    public static ServiceNotifier? FromEnvironment()
    {
        if (OperatingSystem.IsWindows() || Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is not { Length: > 1 } address || address[0] is not ('/' or '@')) return null;

        // WATCHDOG_PID names the process that is watched: a child of it must not answer.
        var isWatched = Environment.GetEnvironmentVariable("WATCHDOG_PID") is not { Length: > 0 } id || id == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        var isTimed = long.TryParse(Environment.GetEnvironmentVariable("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) && microseconds > 0;
        return new(address, isWatched && isTimed ? TimeSpan.FromMicroseconds(microseconds) : null);
    }

    /// <summary>It listens.</summary>
    public void Ready(string status) => Send($"READY=1\nSTATUS={OneLine(status)}");

    /// <summary>What it does, for <c>systemctl status</c>.</summary>
    public void Status(string status) => Send($"STATUS={OneLine(status)}");

    /// <summary>It is well.</summary>
    public void Alive() => Send("WATCHDOG=1");

    /// <summary>It ends.</summary>
    public void Stopping() => Send("STOPPING=1");

    public void Dispose() => socket.Dispose();

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private void Send(string message)
    {
        try
        {
            socket.SendTo(Encoding.UTF8.GetBytes(message), manager);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The manager is gone, or everything ends: nobody is left to be told.
        }
    }
}
