using Audio2Mqtt.Torch.Events;

namespace Audio2Mqtt.Torch.Sinks;

/// <summary>Writes each event as one line of JSON, the same record as over MQTT (docs/mqtt.md).</summary>
public sealed class JsonLinesSink : IEventSink
{
    private readonly object[] parts;

    /// <summary>A sink that appends to a stream and flushes each line.</summary>
    /// <param name="output">Closed at the end.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="node">This program's name among others, a part of each line.</param>
    /// <param name="tell">Takes a line for the log: what could not be written. From any thread.</param>
    public JsonLinesSink(Stream output, string name, string node, Action<string> tell) => parts = [output, name, node, tell];

    /// <summary>A sink that appends to a file, or writes to the standard output for <c>-</c>.</summary>
    /// <param name="path">The file; made where it does not exist.</param>
    /// <param name="node">This program's name among others, a part of each line.</param>
    /// <param name="tell">Takes a line for the log: what could not be written. From any thread.</param>
    /// <exception cref="Audio2MqttException">The file cannot be written.</exception>
    public static JsonLinesSink Open(string path, string node, Action<string> tell) => throw new NotImplementedException(path + node + tell);

    /// <inheritdoc/>
    public void Write(SoundEvent soundEvent) => throw new NotImplementedException($"{parts}");
}
