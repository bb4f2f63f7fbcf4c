using Audio2Mqtt.Torch.Events;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>Keeps what a listener tells of one source.</summary>
internal sealed class EventCollector : IEventSink
{
    private readonly Dictionary<string, double> told = [];

    public List<HeardEvent> Events { get; } = [];

    public void Write(SoundEvent soundEvent)
    {
        if (soundEvent.Phase == EventPhase.Start) told[soundEvent.Id] = soundEvent.EndSample / 16_000.0;
        else if (soundEvent.Phase == EventPhase.End)
            Events.Add(new(soundEvent.Sound, soundEvent.StartSample / 16_000.0, soundEvent.EndSample / 16_000.0, told[soundEvent.Id], soundEvent.PeakConfidence));
    }
}
