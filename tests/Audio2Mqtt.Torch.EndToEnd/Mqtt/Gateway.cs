using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Audio2Mqtt.Torch.EndToEnd.Mqtt;

/// <summary>A way to a broker that can be closed: who connects meanwhile is turned away.</summary>
internal sealed class Gateway : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int target;
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<Socket> ends = new();

    public Gateway(int target)
    {
        this.target = target;
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _ = AcceptAsync();
    }

    public int Port { get; }

    public bool IsOpen { get; set; } = true;

    /// <summary>Breaks all connections: what was on its way, in either direction, is lost.</summary>
    public void Cut()
    {
        while (ends.TryDequeue(out var end))
        {
            try
            {
                end.LingerState = new LingerOption(true, 0);
                end.Close();
            }
            catch (Exception error) when (error is ObjectDisposedException or SocketException)
            {
                // Gone before.
            }
        }
    }

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = PassAsync(await listener.AcceptTcpClientAsync(stop.Token));
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The end.
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using (client)
        {
            using var broker = new TcpClient();
            try
            {
                if (!IsOpen) return;
                await broker.ConnectAsync(IPAddress.Loopback, target, stop.Token);
                (client.NoDelay, broker.NoDelay) = (true, true);
                ends.Enqueue(client.Client);
                ends.Enqueue(broker.Client);
                var (near, far) = (client.GetStream(), broker.GetStream());

                // What the broker said before it died still gets through.
                _ = near.CopyToAsync(far, stop.Token).ContinueWith(copied => copied.Exception, TaskScheduler.Default);
                await far.CopyToAsync(near, stop.Token);
            }
            catch (Exception error) when (error is OperationCanceledException or IOException or SocketException or InvalidOperationException)
            {
                // One side has gone, and the other follows.
            }
        }
    }
}
