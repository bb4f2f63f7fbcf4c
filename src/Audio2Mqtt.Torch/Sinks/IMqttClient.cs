namespace Audio2Mqtt.Torch.Sinks;

/// <summary>
/// A client of an MQTT broker that connects, and connects again, for ever: the seam where another library can stand. It keeps nothing between two
/// connections; what was not acknowledged is the caller's to send again. Disposing it ends the connection without a farewell: the broker sends the will.
/// </summary>
public interface IMqttClient : IAsyncDisposable
{
    /// <summary>Begins to connect; returns at once. Once per client.</summary>
    /// <param name="handler">Told of everything.</param>
    /// <param name="will">What the broker says when the connection ends without <see cref="DisconnectAsync"/>.</param>
    void Start(IMqttHandler handler, MqttMessage will);

    /// <summary>Sends a message, at once and without waiting. From any thread.</summary>
    /// <returns>
    /// Its number, which <see cref="IMqttHandler.Acknowledged"/> tells, perhaps before this returns where the call comes from another thread than the
    /// handler's; 0 where there is no connection, and then the message is not sent; -1 where it never can be: the broker takes none such.
    /// </returns>
    int Publish(MqttMessage message);

    /// <summary>Asks for messages. From any thread; without a connection nothing happens.</summary>
    /// <param name="filter">A topic, with <c>+</c> and <c>#</c> as wildcards.</param>
    /// <param name="qos">The quality of service that is wanted at most: 0 or 1.</param>
    void Subscribe(string filter, int qos = 1);

    /// <summary>Says farewell and ends the connection for good: the broker forgets the will. What is not sent by then is lost.</summary>
    /// <param name="cancellationToken">Ends the wait; the connection is then given up as it is.</param>
    ValueTask DisconnectAsync(CancellationToken cancellationToken);
}
