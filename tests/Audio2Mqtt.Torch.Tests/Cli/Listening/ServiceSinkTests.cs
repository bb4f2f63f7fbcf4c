using System.Net.Sockets;
using System.Text;
using Audio2Mqtt.Torch.Cli.Listening;
using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Tests.Audio;
using Audio2Mqtt.Torch.Tests.Sinks;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Cli.Listening;

/// <summary>What the service manager is told, over a real socket and on a clock that is moved.</summary>
public sealed class ServiceSinkTests : IDisposable
{
    private static readonly TimeSpan Watchdog = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder folder = new();
    private readonly ManualTime time = new();
    private long processed;

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Signs_of_life_are_given_for_progress_alone()
    {
        if (OperatingSystem.IsWindows()) return;
        using var manager = Manager(out var address);
        using var notifier = new ServiceNotifier(address, Watchdog);
        using var sink = new ServiceSink(notifier, () => [new("kitchen", 0, processed, 0, 0, 0, 0, 0, default)], time);
        sink.Begin([new("kitchen", "", [], "", null)], null!);
        Assert.Equal("READY=1\nSTATUS=0 of 1 sources heard, 0 detections", Receive(manager));
        sink.Write(new SourceStatus("kitchen", SourceState.Online, null, default));
        Assert.Equal("STATUS=1 of 1 sources heard, 0 detections", Receive(manager));

        processed = 5;
        time.Advance(Watchdog / 3);
        Assert.Equal("WATCHDOG=1", Receive(manager));

        // The detector hangs: three times the timer fires, and nothing is said.
        time.Advance(Watchdog);
        Assert.Equal(0, manager.Available);
        processed = 6;
        time.Advance(Watchdog / 3);
        Assert.Equal("WATCHDOG=1", Receive(manager));

        // A camera that is away is no reason to be restarted.
        sink.Write(new SourceStatus("kitchen", SourceState.Offline, "no route\nto host", default));
        Assert.Equal("STATUS=0 of 1 sources heard, 0 detections; kitchen is offline: no route to host", Receive(manager));
        time.Advance(Watchdog / 3);
        Assert.Equal("WATCHDOG=1", Receive(manager));
        notifier.Stopping();
        Assert.Equal("STOPPING=1", Receive(manager));
    }

    [Fact]
    public void A_manager_that_is_gone_disturbs_nobody()
    {
        if (OperatingSystem.IsWindows()) return;
        using var notifier = new ServiceNotifier(Path.Combine(folder.FullPath, "nobody"), Watchdog);
        notifier.Ready("x");
        notifier.Alive();
    }

    private static string Receive(Socket manager)
    {
        var buffer = new byte[1024];
        return Encoding.UTF8.GetString(buffer, 0, manager.Receive(buffer));
    }

    private Socket Manager(out string address)
    {
        address = Path.Combine(folder.FullPath, "notify");
        var manager = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 10_000 };
        manager.Bind(new UnixDomainSocketEndPoint(address));
        return manager;
    }
}
