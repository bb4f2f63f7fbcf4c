using Audio2Mqtt.Torch.Events;

namespace Audio2Mqtt.Torch.Sinks;

/// <summary>Tells a person at a terminal, in audio2mqtt's words.</summary>
public sealed class ConsoleSink : IEventSink
{
    private readonly object[] parts;

    /// <summary>A sink over two writers, which stay the caller's.</summary>
    /// <param name="output">Takes a line for each event.</param>
    /// <param name="messages">Takes what is no result: sources that come and go and, in a verbose run, what was thought of each patch.</param>
    /// <param name="verbose">Whether each patch and each event's end are told too.</param>
    public ConsoleSink(TextWriter output, TextWriter messages, bool verbose) => parts = [output, messages, verbose];

    /// <inheritdoc/>
    public bool WantsReports => true;

    /// <inheritdoc/>
    public void Write(SoundEvent soundEvent) => throw new NotImplementedException($"{parts}");
}
