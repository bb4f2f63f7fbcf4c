namespace Audio2Mqtt.Torch.Events;

/// <summary>
/// Something that was heard, told when it starts, while it lasts, and when it ends. Positions are counts of 16 kHz samples of the source; wall time
/// was given to them once, at the edge.
/// </summary>
public sealed record SoundEvent
{
    /// <summary>The same in every phase of an event, and of no other one: source, sound and the wall time of its start in milliseconds.</summary>
    public required string Id { get; init; }

    /// <summary>The source's name, as its user wrote it.</summary>
    public required string Source { get; init; }

    /// <summary>The sound: a class, or the name of a group of classes.</summary>
    public required string Sound { get; init; }

    /// <summary>What is told.</summary>
    public required EventPhase Phase { get; init; }

    /// <summary>First sample of the sound, on the source's clock.</summary>
    public required long StartSample { get; init; }

    /// <summary>End of what is known of the sound: its last sample plus one in an <see cref="EventPhase.End"/>, else how far it has been heard.</summary>
    public required long EndSample { get; init; }

    /// <summary>Wall time of <see cref="StartSample"/>, with the local offset.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>Wall time of <see cref="EndSample"/>, with the local offset.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>How long the sound is, as far as is known.</summary>
    public TimeSpan Duration => TimeSpan.FromTicks((EndSample - StartSample) * TimeSpan.TicksPerSecond / SamplesPerSecond);

    /// <summary>The smoothed score now, in [0, 1]; in an <see cref="EventPhase.End"/> that of the last patch that held the sound.</summary>
    public required float Confidence { get; init; }

    /// <summary>The highest smoothed score so far, in [0, 1].</summary>
    public required float PeakConfidence { get; init; }

    /// <summary>The score that had to be reached, in [0, 1].</summary>
    public required float Threshold { get; init; }

    /// <summary>RMS of the loudest patch of the sound so far, in dBFS.</summary>
    public required float LevelDbfs { get; init; }

    /// <summary>The classes that were heard most in the patch that is told of, the first one first.</summary>
    public required IReadOnlyList<ScoredLabel> Top { get; init; }

    /// <summary>The model's name: a folder's, or <c>yamnet-lite</c>.</summary>
    public required string ModelName { get; init; }

    /// <summary>SHA-256 of the model's tensors; null where it has none.</summary>
    public string? ModelHash { get; init; }

    /// <summary>Path of the audio that is kept of the event; null where none is.</summary>
    public string? Clip { get; init; }

    /// <summary>What the user wants to be told with this sound, from the configuration.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Time stamp of the arrival of the last sample that led to this, by the listener's <see cref="TimeProvider"/>: what latency is measured from.</summary>
    internal long ArrivedAt { get; init; }

    private const int SamplesPerSecond = 16_000;
}
