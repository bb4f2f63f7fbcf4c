using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Audio2Mqtt.Torch.EndToEnd.Streaming;

/// <summary>A web radio: an endless 16 kHz WAV of a 440 Hz sine of half the full scale, at the pace of its clock, to whoever knows the password.</summary>
internal sealed class HttpStream : IDisposable
{
    /// <summary>What its listener must know.</summary>
    public const string User = "cam";

    /// <summary>As it is; in an address it is <see cref="PasswordInAddress"/>.</summary>
    public const string Password = "ge'h@im";

    /// <summary>As an address has it.</summary>
    public const string PasswordInAddress = "ge'h%40im";

    private const int Rate = 16_000;
    private const int BlockSamples = Rate / 50;

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();
    private readonly TaskCompletionSource stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long stallsAfter;
    private readonly bool closes;
    private int connections;
    private long sent;
    private bool isSilent;

    /// <summary>Starts it.</summary>
    /// <param name="stallsAfter">Seconds after which nothing more is sent and the connection stays; null for never.</param>
    /// <param name="closes">Whether every other connection is closed then, rather than left to stall.</param>
    public HttpStream(double? stallsAfter = null, bool closes = false)
    {
        this.closes = closes;
        this.stallsAfter = stallsAfter is { } seconds ? (long)(seconds * Rate) : long.MaxValue;
        listener.Start();
        _ = Serve();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/live.wav";

    public string AddressWithPassword => Address.Replace("http://", $"http://{User}:{PasswordInAddress}@", StringComparison.Ordinal) + "?token=s3cret";

    /// <summary>Whether zeros are sent.</summary>
    public bool IsSilent
    {
        get => Volatile.Read(ref isSilent);
        set => Volatile.Write(ref isSilent, value);
    }

    /// <summary>Listeners that were let in so far.</summary>
    public int Connections => Volatile.Read(ref connections);

    /// <summary>Samples that were sent to the last listener.</summary>
    public long Sent => Interlocked.Read(ref sent);

    /// <summary>Done once it sends nothing more.</summary>
    public Task Stalled => stalled.Task;

    public void Dispose()
    {
        ended.Cancel();
        listener.Stop();
        ended.Dispose();
    }

    private async Task Serve()
    {
        try
        {
            while (true) _ = Answer(await listener.AcceptTcpClientAsync(ended.Token));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Answer(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
                var authorization = "";
                while (await reader.ReadLineAsync(ended.Token) is { Length: > 0 } line)
                {
                    if (line.StartsWith("Authorization: ", StringComparison.OrdinalIgnoreCase)) authorization = line["Authorization: ".Length..];
                }

                var known = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));
                if (authorization != known)
                {
                    await stream.WriteAsync("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), ended.Token);
                    return;
                }

                await Play(stream);
            }
            catch (Exception end) when (end is OperationCanceledException or IOException or SocketException)
            {
                // The listener went away, or the test is over.
            }
        }
    }

    private async Task Play(NetworkStream stream)
    {
        Interlocked.Exchange(ref sent, 0);
        var isClosed = Interlocked.Increment(ref connections) % 2 == 0 && closes;
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: audio/wav\r\nConnection: close\r\n\r\n"u8.ToArray(), ended.Token);
        using var header = new MemoryStream();
        using (var writer = new BinaryWriter(header, Encoding.UTF8, leaveOpen: true)) Chirp.Header(writer, Rate, 1, int.MaxValue - 100);
        await stream.WriteAsync(header.ToArray(), ended.Token);
        using var clock = new PeriodicTimer(TimeSpan.FromSeconds((double)BlockSamples / Rate));
        var block = new byte[BlockSamples * 2];
        while (Sent < stallsAfter && await clock.WaitForNextTickAsync(ended.Token))
        {
            for (var k = 0; k < BlockSamples; k++)
                BitConverter.TryWriteBytes(block.AsSpan(k * 2), (short)((IsSilent ? 0 : 16_384) * Math.Sin(2 * Math.PI * 440 * (Sent + k) / Rate)));
            await stream.WriteAsync(block, ended.Token);
            Interlocked.Add(ref sent, BlockSamples);
        }

        stalled.TrySetResult();
        if (isClosed) return;
        await Task.Delay(Timeout.Infinite, ended.Token);
    }
}
