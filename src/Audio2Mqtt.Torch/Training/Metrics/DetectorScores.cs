using Audio2Mqtt.Torch.Network;
namespace Audio2Mqtt.Torch.Training.Metrics;

/// <summary>How good a model is at finding events in long recordings. Background-like classes never are events.</summary>
public sealed record DetectorScores
{
    /// <summary>How many recordings.</summary>
    public required int Recordings { get; init; }

    /// <summary>Hours of audio.</summary>
    public required double Hours { get; init; }

    /// <summary>All classes together.</summary>
    public required DetectorClassScores Total { get; init; }

    /// <summary>Each class that is an event.</summary>
    public required IReadOnlyList<DetectorClassScores> Classes { get; init; }

    /// <summary>The collars and lengths that events were compared by.</summary>
    public required DetectorOptions Options { get; init; }

    /// <summary>Finds events and compares them with the labels.</summary>
    /// <param name="recordings">At least one.</param>
    /// <param name="classes">The class names, in the order of probabilities.</param>
    /// <param name="thresholds">[classes] the score from which each is heard.</param>
    /// <param name="options">The field's when null.</param>
    /// <exception cref="ArgumentException">No recording, or other numbers of classes.</exception>
    public static DetectorScores Of(
        IReadOnlyList<DetectorRecording> recordings, IReadOnlyList<string> classes, IReadOnlyList<float> thresholds, DetectorOptions? options = null)
    {
        options ??= new();
        if (recordings.Count == 0) throw new ArgumentException("no recording to score", nameof(recordings));
        if (thresholds.Count != classes.Count) throw new ArgumentException($"{thresholds.Count} thresholds for {classes.Count} classes", nameof(thresholds));
        float[] own = [.. classes.Select((name, k) => BackgroundClasses.IsBackground(name) ? float.NaN : thresholds[k])];
        var hours = recordings.Sum(one => one.DurationSeconds) / 3600;
        var sums = classes.Select(name => new DetectorClassScores { Name = name }).ToArray();
        foreach (var recording in recordings)
        {
            var detected = PatchEvents.Of(recording.PatchProbabilities, own, recording.DurationSeconds, options).ToLookup(one => one.Class);
            var labelled = TimedEvent.Joined(recording.Events).ToLookup(one => one.Class);
            for (var k = 0; k < own.Length; k++)
            {
                if (!float.IsNaN(own[k])) sums[k] = sums[k].Plus(DetectorClassScores.Of([.. labelled[k]], [.. detected[k]], options));
            }
        }

        var events = sums.Index().Where(one => !float.IsNaN(own[one.Index]))
            .Select(one => one.Item with { Threshold = own[one.Index], FalseAlarmsPerHour = one.Item.FalseAlarms / hours }).ToArray();
        var total = events.Aggregate(new DetectorClassScores { Name = "total" }, (sum, one) => sum.Plus(one));
        return new()
        {
            Recordings = recordings.Count,
            Hours = hours,
            Total = total with { FalseAlarmsPerHour = total.FalseAlarms / hours },
            Classes = events,
            Options = options,
        };
    }
}
