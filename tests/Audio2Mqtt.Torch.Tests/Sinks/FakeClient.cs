using System.Text;
using Audio2Mqtt.Torch.Sinks;

namespace Audio2Mqtt.Torch.Tests.Sinks;

/// <summary>A broker's client that a test plays the broker for.</summary>
internal sealed class FakeClient : IMqttClient
{
    private int number;

    public List<MqttMessage> Sent { get; } = [];

    public List<string> Filters { get; } = [];

    public Queue<int> Unacknowledged { get; } = new();

    public MqttMessage? Will { get; private set; }

    public bool IsConnected { get; private set; }

    public bool HasSaidFarewell { get; private set; }

    /// <summary>Whether the broker acknowledges at once what it gets.</summary>
    public bool Acknowledges { get; set; } = true;

    public int LargestPayload { get; set; } = int.MaxValue;

    private IMqttHandler? Handler { get; set; }

    public void Start(IMqttHandler handler, MqttMessage will) => (Handler, Will) = (handler, will);

    public int Publish(MqttMessage message)
    {
        if (!IsConnected) return 0;
        if (message.Payload.Length > LargestPayload) return -1;
        Sent.Add(message);
        if (message.Qos == 0) return ++number;
        Unacknowledged.Enqueue(++number);
        return number;
    }

    public void Subscribe(string filter, int qos = 1) => Filters.Add(filter);

    public ValueTask DisconnectAsync(CancellationToken cancellationToken)
    {
        HasSaidFarewell = IsConnected;
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public void Connect()
    {
        IsConnected = true;
        Handler!.Connected("MQTT 5");
        Acknowledge();
    }

    public void Break(string reason = "the connection is lost")
    {
        IsConnected = false;
        Unacknowledged.Clear();
        Handler!.Disconnected(reason);
    }

    /// <summary>Acknowledges everything, also what comes because of that.</summary>
    public void Acknowledge(string? refusal = null)
    {
        while (Acknowledges && Unacknowledged.TryDequeue(out var next)) Handler!.Acknowledged(next, refusal);
    }

    public void Receive(string topic, string text, bool retain = false) => Handler!.Received(new MqttMessage(topic, Encoding.UTF8.GetBytes(text), retain));

    /// <summary>The payloads that a topic got, in order.</summary>
    public IReadOnlyList<string> Of(string topic) => [.. Sent.Where(message => message.Topic == topic).Select(message => Encoding.UTF8.GetString(message.Payload.Span))];

    /// <summary>Messages after the first <paramref name="count"/>.</summary>
    public IReadOnlyList<MqttMessage> After(int count) => [.. Sent.Skip(count)];
}
