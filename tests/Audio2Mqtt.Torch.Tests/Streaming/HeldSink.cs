using Audio2Mqtt.Torch.Events;

namespace Audio2Mqtt.Torch.Tests.Streaming;

/// <summary>Holds the detector at a patch until a test lets it go.</summary>
internal sealed class HeldSink(IEventSink inner, ManualResetEventSlim hold) : IEventSink
{
    public bool WantsReports => true;

    public void Write(SoundEvent soundEvent) => inner.Write(soundEvent);

    public void Write(SourceStatus status) => inner.Write(status);

    public void Write(HopReport report)
    {
        hold.Wait(TimeSpan.FromSeconds(20));
        inner.Write(report);
    }
}
