namespace Audio2Mqtt.Torch.Training.Metrics;

/// <summary>A class as events in long recordings.</summary>
public sealed record DetectorClassScores
{
    /// <summary>The class, or <c>total</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The score from which it was heard; null for the total.</summary>
    public float? Threshold { get; init; }

    /// <summary>Events whose onset and offset are right, within the field's collars.</summary>
    public Tally Events { get; init; } = new(0, 0, 0);

    /// <summary>Events whose onset is right, within the wider collar of whoever listens.</summary>
    public Tally Onsets { get; init; } = new(0, 0, 0);

    /// <summary>Segments of one second in which it was rightly heard.</summary>
    public Tally Segments { get; init; } = new(0, 0, 0);

    /// <summary>Detections while nothing of the class was labelled.</summary>
    public int FalseAlarms { get; init; }

    /// <summary>Such detections in an hour of audio.</summary>
    public double FalseAlarmsPerHour { get; init; }

    internal static DetectorClassScores Of(IReadOnlyList<TimedEvent> labelled, IReadOnlyList<TimedEvent> detected, DetectorOptions options) => new()
    {
        Name = "",
        Events = EventMatching.Events(labelled, detected, options.OnsetCollarSeconds, options.OffsetCollarSeconds, options.OffsetCollarShare),
        Onsets = EventMatching.Events(labelled, detected, options.ListenCollarSeconds),
        Segments = EventMatching.Segments(labelled, detected, options.SegmentSeconds),
        FalseAlarms = EventMatching.FalseAlarms(labelled, detected, options.ListenCollarSeconds),
    };

    internal DetectorClassScores Plus(DetectorClassScores other) => this with
    {
        Events = Events + other.Events,
        Onsets = Onsets + other.Onsets,
        Segments = Segments + other.Segments,
        FalseAlarms = FalseAlarms + other.FalseAlarms,
    };
}
