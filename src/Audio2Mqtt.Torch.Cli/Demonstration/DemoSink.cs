using Audio2Mqtt.Torch.Events;

namespace Audio2Mqtt.Torch.Cli.Demonstration;

/// <summary>Keeps the events of the stream, to compare them with its script.</summary>
internal sealed class DemoSink(TimeProvider time) : IEventSink
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, HeardSound> heard = [];
    private long begin;

    public IReadOnlyList<HeardSound> Heard
    {
        get
        {
            lock (gate) return [.. heard.Values];
        }
    }

    public void Write(SourceStatus status)
    {
        if (status.State == SourceState.Online) begin = time.GetTimestamp();
    }

    public void Write(SoundEvent soundEvent)
    {
        lock (gate)
        {
            var told = heard.TryGetValue(soundEvent.Id, out var known) ? known.Told : time.GetElapsedTime(begin);
            heard[soundEvent.Id] = new(soundEvent.Sound, Seconds(soundEvent.StartSample), Seconds(soundEvent.EndSample), told);
        }
    }

    private static TimeSpan Seconds(long samples) => TimeSpan.FromSeconds(samples / 16_000.0);
}
