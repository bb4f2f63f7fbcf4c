using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Streaming;

namespace Audio2Mqtt.Torch.Cli.Listening;

/// <summary>What the live view knows of a source.</summary>
/// <param name="name">Its name.</param>
/// <param name="description">What it is.</param>
/// <param name="sounds">What it tells of.</param>
/// <param name="gate">When patches of it are looked at.</param>
internal sealed class LiveSource(string name, string description, IReadOnlyList<SoundRule> sounds, EnergyGateOptions gate)
{
    private const int SamplesPerSecond = 16_000;

    private readonly Dictionary<string, SoundEvent> active = [];

    public string Name => name;

    public string Description => description;

    /// <summary>Null until it is told.</summary>
    public SourceStatus? Status { get; set; }

    /// <summary>Null until the first patch.</summary>
    public HopReport? Report { get; set; }

    /// <summary>Events that started.</summary>
    public int Started { get; private set; }

    /// <summary>What goes on now, the first begun first.</summary>
    public IEnumerable<SoundEvent> Active => active.Values.OrderBy(one => one.StartSample);

    /// <summary>How long an event goes on: updates are rarer than patches.</summary>
    public TimeSpan LengthOf(SoundEvent soundEvent) =>
        TimeSpan.FromSeconds(Math.Max(soundEvent.EndSample, Report?.EndSample ?? 0) - soundEvent.StartSample) / SamplesPerSecond;

    /// <summary>The level at which the gate opens; null where it is always open.</summary>
    public float? GateDbfs => gate.Adaptive ? Report?.FloorDbfs + gate.MarginDb : gate.ThresholdDbfs;

    public static LiveSource Of(ListeningSource source) => new(source.Name, source.Capture.Description, source.Sounds, source.Gate);

    /// <summary>Takes what was told of an event.</summary>
    public void Take(SoundEvent soundEvent)
    {
        if (soundEvent.Phase == EventPhase.Start) Started++;
        if (soundEvent.Phase == EventPhase.End) active.Remove(soundEvent.Id);
        else active[soundEvent.Id] = soundEvent;
    }

    /// <summary>The score at which a sound of this name starts; null where none is watched.</summary>
    public float? ThresholdOf(string label) => sounds.FirstOrDefault(sound => sound.Name == label)?.StartThreshold;

    /// <summary>The smoothed score of a sound in the last report; null where it is not in it.</summary>
    public float? SmoothedOf(string label)
    {
        foreach (var sound in Report?.Sounds ?? [])
            if (sound.Label == label) return sound.Score;
        return null;
    }
}
