namespace Audio2Mqtt.Torch.Sinks;

/// <summary>An MQTT client over libmosquitto: MQTT 5, and 3.1.1 where the broker knows no 5.</summary>
public sealed class MosquittoClient : IMqttClient
{
    private readonly MqttOptions options;
    private readonly TimeProvider time;

    /// <summary>A client that has not begun to connect.</summary>
    /// <param name="options">The broker and how to get in.</param>
    /// <param name="time">The clock of its waits.</param>
    /// <exception cref="Interop.NativeLibraryException">libmosquitto is missing.</exception>
    public MosquittoClient(MqttOptions options, TimeProvider time) => (this.options, this.time) = (options, time);

    /// <inheritdoc/>
    public void Start(IMqttHandler handler, MqttMessage will) => throw new NotImplementedException($"{options} {time}");

    /// <inheritdoc/>
    public int Publish(MqttMessage message) => 0;

    /// <inheritdoc/>
    public void Subscribe(string filter)
    {
    }

    /// <inheritdoc/>
    public ValueTask DisconnectAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
