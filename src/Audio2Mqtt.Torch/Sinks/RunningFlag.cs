using System.Text;

namespace Audio2Mqtt.Torch.Sinks;

/// <summary>
/// A retained <c>on</c> as long as the program runs, and <c>off</c> after it, even where it was killed: that takes a will, of which a connection has one, so
/// this has a connection of its own.
/// </summary>
internal sealed class RunningFlag(IMqttClient client, string topic) : IMqttHandler
{
    public void Start() => client.Start(this, Message("off"));

    public void Connected(string protocol) => client.Publish(Message("on"));

    public void Disconnected(string reason)
    {
        // The other connection, to the same broker, has told why.
    }

    public void Received(MqttMessage message)
    {
    }

    public void Acknowledged(int number, string? refusal)
    {
    }

    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        client.Publish(Message("off"));
        await client.DisconnectAsync(cancellationToken).ConfigureAwait(false);
        await client.DisposeAsync().ConfigureAwait(false);
    }

    private MqttMessage Message(string text) => new(topic, Encoding.UTF8.GetBytes(text), Retain: true);
}
