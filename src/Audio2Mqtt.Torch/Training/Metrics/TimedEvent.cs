namespace Audio2Mqtt.Torch.Training.Metrics;

/// <summary>A sound from here to there.</summary>
/// <param name="Class">Index of its class.</param>
/// <param name="StartSeconds">Its onset in the recording.</param>
/// <param name="EndSeconds">Its offset, after the onset.</param>
public sealed record TimedEvent(int Class, double StartSeconds, double EndSeconds)
{
    /// <summary>Joins events of one class that overlap or are little apart.</summary>
    /// <param name="events">In any order.</param>
    /// <param name="gapSeconds">Stretches up to so far apart become one.</param>
    /// <returns>By class, then by time; none overlaps the next of its class.</returns>
    public static IReadOnlyList<TimedEvent> Joined(IEnumerable<TimedEvent> events, double gapSeconds = 0)
    {
        List<TimedEvent> joined = [];
        foreach (var next in events.OrderBy(one => one.Class).ThenBy(one => one.StartSeconds))
        {
            if (joined is [.., var last] && last.Class == next.Class && next.StartSeconds - last.EndSeconds <= gapSeconds)
                joined[^1] = last with { EndSeconds = Math.Max(last.EndSeconds, next.EndSeconds) };
            else
                joined.Add(next);
        }

        return joined;
    }
}
