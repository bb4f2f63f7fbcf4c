using Audio2Mqtt.Torch.Events;

namespace Audio2Mqtt.Torch.Tests.Sinks;

public sealed class CsvSink(TextWriter file) : IEventSink
{
    public void Write(SoundEvent soundEvent)
    {
        if (soundEvent.Phase == EventPhase.End)
            file.WriteLine($"{soundEvent.Start:yyyy-MM-dd HH:mm:ss},{soundEvent.Source},{soundEvent.Sound},{soundEvent.Duration.TotalSeconds:0.0}");
    }

    public ValueTask CompleteAsync(CancellationToken cancellationToken) => file.DisposeAsync();
}
