namespace Audio2Mqtt.Torch.Sinks;

/// <summary>Told by a client what happens on its connection: from one thread at a time, which must not be held up.</summary>
public interface IMqttHandler
{
    /// <summary>The broker has accepted the client. Nothing of an earlier connection is left: no subscription, and no message on its way.</summary>
    void Connected();

    /// <summary>
    /// There is no connection: an attempt failed, or what there was broke. Numbers of messages that were not acknowledged are void. Another attempt follows
    /// by itself.
    /// </summary>
    /// <param name="reason">Why and what to do, as one line without credentials.</param>
    void Disconnected(string reason);

    /// <summary>A message of a subscription.</summary>
    void Received(MqttMessage message);

    /// <summary>The broker has taken a message of quality of service 1.</summary>
    /// <param name="number">What <see cref="IMqttClient.Publish"/> returned.</param>
    void Acknowledged(int number);
}
