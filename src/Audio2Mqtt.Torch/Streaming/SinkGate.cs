using Audio2Mqtt.Torch.Events;

namespace Audio2Mqtt.Torch.Streaming;

/// <summary>Lets one thread at a time into a sink, which need not care that sources are worked on side by side.</summary>
internal sealed class SinkGate(IEventSink sink)
{
    private readonly Lock gate = new();

    public bool WantsReports { get; } = sink.WantsReports;

    public void Write(SoundEvent soundEvent)
    {
        lock (gate) sink.Write(soundEvent);
    }

    public void Write(SourceStatus status)
    {
        lock (gate) sink.Write(status);
    }

    public void Write(HopReport report)
    {
        lock (gate) sink.Write(report);
    }
}
