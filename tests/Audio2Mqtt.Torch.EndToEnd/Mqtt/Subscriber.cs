using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Audio2Mqtt.Torch.Sinks;

namespace Audio2Mqtt.Torch.EndToEnd.Mqtt;

/// <summary>Somebody who listens to a broker, and goes on doing so after it was away.</summary>
internal sealed class Subscriber : IMqttHandler, IAsyncDisposable
{
    /// <summary>Ten times what a message ever took here, a broker's restart included.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly MosquittoClient client;
    private readonly string filter;
    private readonly int qos;
    private readonly ConcurrentQueue<MqttMessage> messages = new();
    private readonly SemaphoreSlim changes = new(0);
    private volatile bool isConnected;

    private Subscriber(MqttOptions options, string filter, int qos) =>
        (client, this.filter, this.qos) = (new MosquittoClient(options, TimeProvider.System), filter, qos);

    /// <summary>What has come so far.</summary>
    public IReadOnlyList<MqttMessage> Messages => [.. messages];

    /// <summary>Called with each message, on the client's thread.</summary>
    public Action<MqttMessage>? Arrived { get; set; }

    /// <summary>Why there is no connection, as often as it was told.</summary>
    public ConcurrentQueue<string> Reasons { get; } = new();

    /// <summary>Somebody who is connected and has subscribed.</summary>
    public static async Task<Subscriber> ToAsync(MqttOptions options, string filter = "#", int qos = 1)
    {
        var subscriber = new Subscriber(options, filter, qos);
        subscriber.client.Start(subscriber, new MqttMessage("nobody/will", Array.Empty<byte>()));
        await subscriber.UntilAsync(() => subscriber.isConnected);

        await subscriber.HoldsAsync();
        return subscriber;
    }

    /// <summary>The text of a payload.</summary>
    public static string Text(MqttMessage message) => Encoding.UTF8.GetString(message.Payload.Span);

    public void Publish(string topic, string text, bool retain = false) => client.Publish(new MqttMessage(topic, Encoding.UTF8.GetBytes(text), retain));

    /// <summary>The payloads of a topic, in order.</summary>
    public IReadOnlyList<string> Of(string topic) => [.. messages.Where(message => message.Topic == topic).Select(Text)];

    /// <summary>Waits until a topic's last payload is this one.</summary>
    public Task UntilAsync(string topic, string payload) => UntilAsync(() => Of(topic) is [.., var last] && last == payload, $"{topic} = {payload}");

    /// <summary>Waits for something that messages bring about.</summary>
    public async Task UntilAsync(Func<bool> condition, string what = "")
    {
        for (var begin = Stopwatch.StartNew(); !condition();)
        {
            if (begin.Elapsed > Patience)
                throw new TimeoutException($"waited in vain for {what}; {string.Join(" | ", Reasons)}; last: {string.Join(", ", messages.TakeLast(8).Select(message => $"{message.Topic} {Text(message)}"))}");
            await changes.WaitAsync(TimeSpan.FromMilliseconds(100));
        }
    }

    /// <summary>Waits until the subscription holds, on this connection or the next: something of one's own comes back.</summary>
    public async Task HoldsAsync()
    {
        var echo = $"echo/{Guid.NewGuid():N}";
        await UntilAsync(
            () =>
            {
                if (filter != "#") client.Subscribe("echo/#");
                Publish(echo, "?");
                return messages.Any(message => message.Topic == echo);
            },
            "an echo");
    }

    public void Connected(string protocol)
    {
        client.Subscribe(filter, qos);
        isConnected = true;
        changes.Release();
    }

    public void Disconnected(string reason)
    {
        isConnected = false;
        Reasons.Enqueue(reason);
        changes.Release();
    }

    public void Received(MqttMessage message)
    {
        messages.Enqueue(message);
        Arrived?.Invoke(message);
        changes.Release();
    }

    public void Acknowledged(int number, string? refusal)
    {
    }

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        changes.Dispose();
    }
}
