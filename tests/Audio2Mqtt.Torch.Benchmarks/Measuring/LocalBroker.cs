using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Audio2Mqtt.Torch.Benchmarks.Measuring;

/// <summary>A mosquitto of its own on a free port of the loopback; ended with the measurement.</summary>
internal sealed class LocalBroker : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Process process;

    private LocalBroker(int port)
    {
        Port = port;
        var configuration = folder.File("mosquitto.conf");
        File.WriteAllText(configuration, $"listener {port} 127.0.0.1\nallow_anonymous true\npersistence false\nset_tcp_nodelay true\n");
        var info = new ProcessStartInfo("mosquitto", ["-c", configuration]) { RedirectStandardError = true, RedirectStandardOutput = true };
        try
        {
            process = Process.Start(info)!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            folder.Dispose();
            throw new MeasuringException($"mosquitto: {error.Message} (apt-get install mosquitto)");
        }
    }

    public int Port { get; }

    /// <summary>Starts one and waits until it answers.</summary>
    /// <exception cref="MeasuringException">It does not.</exception>
    public static LocalBroker Start()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var broker = new LocalBroker(port);
        for (var begin = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begin) < TimeSpan.FromSeconds(10); Thread.Sleep(20))
        {
            using var probe = new TcpClient();
            try
            {
                probe.Connect(IPAddress.Loopback, port);
                return broker;
            }
            catch (SocketException)
            {
                // Not yet.
            }
        }

        broker.Dispose();
        throw new MeasuringException("mosquitto does not answer");
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        folder.Dispose();
    }
}
