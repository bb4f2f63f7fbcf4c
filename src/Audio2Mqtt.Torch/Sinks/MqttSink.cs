using Audio2Mqtt.Torch.Events;

namespace Audio2Mqtt.Torch.Sinks;

/// <summary>Tells a broker what was heard: events, states that it retains, and Home Assistant's discovery. docs/mqtt.md lists the topics.</summary>
public sealed class MqttSink : IEventSink
{
    private readonly object[] parts;

    /// <summary>A sink that has not begun.</summary>
    /// <param name="options">Topics and what is told.</param>
    /// <param name="client">The connection; the sink's from now on.</param>
    /// <param name="tell">Takes a line for the log: the connection came or went, messages were dropped. From any thread.</param>
    /// <param name="time">The clock.</param>
    public MqttSink(MqttOptions options, IMqttClient client, Action<string> tell, TimeProvider time) => parts = [options, client, tell, time];

    /// <inheritdoc/>
    public bool WantsReports => true;

    /// <inheritdoc/>
    public void Write(SoundEvent soundEvent) => throw new NotImplementedException($"{parts}");
}
