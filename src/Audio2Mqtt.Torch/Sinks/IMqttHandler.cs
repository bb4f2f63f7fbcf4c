namespace Audio2Mqtt.Torch.Sinks;

/// <summary>Told by a client what happens on its connection: from one thread at a time, which must not be held up.</summary>
public interface IMqttHandler
{
    /// <summary>The broker has accepted the client. Nothing of an earlier connection is left: no subscription, and no message on its way.</summary>
    /// <param name="protocol">What is spoken: <c>MQTT 5</c> or <c>MQTT 3.1.1</c>.</param>
    void Connected(string protocol);

    /// <summary>
    /// There is no connection: an attempt failed, or what there was broke. Numbers of messages that were not acknowledged are void. Another attempt follows
    /// by itself.
    /// </summary>
    /// <param name="reason">Why and what to do, as one line without credentials.</param>
    void Disconnected(string reason);

    /// <summary>A message of a subscription.</summary>
    /// <param name="message">The handler's to keep.</param>
    void Received(MqttMessage message);

    /// <summary>The broker is done with a message of quality of service 1.</summary>
    /// <param name="number">What <see cref="IMqttClient.Publish"/> returned.</param>
    /// <param name="refusal">Null where it took the message, else why it did not: sending it again would not help.</param>
    void Acknowledged(int number, string? refusal);
}
