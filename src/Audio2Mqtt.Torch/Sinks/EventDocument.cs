using Audio2Mqtt.Torch.Events;

namespace Audio2Mqtt.Torch.Sinks;

/// <summary>An event as JSON: over MQTT, as the attributes of a sound, and in lines of a file. A stable interface: docs/mqtt.md lists the fields.</summary>
internal sealed record EventDocument
{
    public required string Id { get; init; }

    /// <summary>The sound's slug, as topics have it: one of the <c>event_types</c> that Home Assistant is told of.</summary>
    public required string EventType { get; init; }

    public required string Phase { get; init; }

    /// <summary>The sound's name as its user wrote it.</summary>
    public required string Name { get; init; }

    public required string Source { get; init; }

    public required string Node { get; init; }

    public required double Confidence { get; init; }

    public required double PeakConfidence { get; init; }

    public required double Threshold { get; init; }

    public required string Start { get; init; }

    /// <summary>Null until the sound has ended.</summary>
    public required string? End { get; init; }

    /// <summary>In seconds; as far as is known.</summary>
    public required double Duration { get; init; }

    public required double LevelDbfs { get; init; }

    public required IReadOnlyList<ScoreDocument> Top { get; init; }

    public required ModelDocument Model { get; init; }

    public required string? Clip { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>An event as it is told.</summary>
    public static EventDocument Of(SoundEvent soundEvent, string slug, string node) => new()
    {
        Id = soundEvent.Id,
        EventType = slug,
        Phase = soundEvent.Phase switch { EventPhase.Start => "start", EventPhase.Update => "update", _ => "end" },
        Name = soundEvent.Sound,
        Source = soundEvent.Source,
        Node = node,
        Confidence = Figures.Score(soundEvent.Confidence),
        PeakConfidence = Figures.Score(soundEvent.PeakConfidence),
        Threshold = Figures.Score(soundEvent.Threshold),
        Start = Figures.Time(soundEvent.Start),
        End = soundEvent.Phase == EventPhase.End ? Figures.Time(soundEvent.End) : null,
        Duration = Math.Round(soundEvent.Duration.TotalSeconds, 3),
        LevelDbfs = Figures.Level(soundEvent.LevelDbfs),
        Top = [.. soundEvent.Top.Select(top => new ScoreDocument(top.Label, Figures.Score(top.Score)))],
        Model = new ModelDocument(soundEvent.ModelName, soundEvent.ModelHash),
        Clip = soundEvent.Clip,
        Metadata = soundEvent.Metadata,
    };
}

/// <summary>A class and how much of it was heard.</summary>
internal sealed record ScoreDocument(string Label, double Score);

/// <summary>The model that heard it.</summary>
internal sealed record ModelDocument(string Name, string? Hash);
