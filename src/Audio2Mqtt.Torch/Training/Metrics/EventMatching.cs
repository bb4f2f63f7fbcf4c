namespace Audio2Mqtt.Torch.Training.Metrics;

/// <summary>
/// Compares detected events with labelled ones, after A. Mesaros, T. Heittola, T. Virtanen, "Metrics for polyphonic sound event detection" (2016),
/// https://doi.org/10.3390/app6060162, and its implementation https://tut-arg.github.io/sed_eval/sound_event.html.
/// </summary>
public static class EventMatching
{
    /// <summary>Event-based: which events were found. Pairs are chosen so that as many as possible match (a maximum bipartite matching).</summary>
    /// <param name="labelled">Events of one class.</param>
    /// <param name="detected">Events of the same class.</param>
    /// <param name="onsetCollarSeconds">How far onsets may be apart.</param>
    /// <param name="offsetCollarSeconds">How far offsets may be apart; null when they do not matter.</param>
    /// <param name="offsetCollarShare">Or so much of the labelled event's length, where that is more.</param>
    public static Tally Events(
        IReadOnlyList<TimedEvent> labelled,
        IReadOnlyList<TimedEvent> detected,
        double onsetCollarSeconds,
        double? offsetCollarSeconds = null,
        double offsetCollarShare = 0)
    {
        var near = labelled
            .Select(label => Enumerable.Range(0, detected.Count).Where(k => Matches(label, detected[k])).ToArray())
            .ToArray();
        var matched = MaximumMatching(near, detected.Count);
        return new(matched, detected.Count - matched, labelled.Count - matched);

        bool Matches(TimedEvent label, TimedEvent claim)
        {
            // Times come as decimal seconds: 0.3 - 0.1 must be within 0.2.
            const double rounding = 1e-9;
            if (Math.Abs(label.StartSeconds - claim.StartSeconds) > onsetCollarSeconds + rounding) return false;
            if (offsetCollarSeconds is not { } collar) return true;
            var allowed = Math.Max(collar, offsetCollarShare * (label.EndSeconds - label.StartSeconds));
            return Math.Abs(label.EndSeconds - claim.EndSeconds) <= allowed + rounding;
        }
    }

    /// <summary>Segment-based: in which segments of equal length was the class rightly said to be heard.</summary>
    /// <param name="labelled">Events of one class.</param>
    /// <param name="detected">Events of the same class.</param>
    /// <param name="segmentSeconds">Length of a segment.</param>
    public static Tally Segments(IEnumerable<TimedEvent> labelled, IEnumerable<TimedEvent> detected, double segmentSeconds)
    {
        var (truth, claim) = (Touched(labelled, segmentSeconds), Touched(detected, segmentSeconds));
        var both = truth.Count(claim.Contains);
        return new(both, claim.Count - both, truth.Count - both);
    }

    /// <summary>Detections during which nothing of their class is labelled, not even nearly.</summary>
    /// <param name="labelled">Events of one class.</param>
    /// <param name="detected">Events of the same class.</param>
    /// <param name="collarSeconds">What is so near to a labelled event is part of it.</param>
    public static int FalseAlarms(IReadOnlyList<TimedEvent> labelled, IEnumerable<TimedEvent> detected, double collarSeconds) =>
        detected.Count(claim => !labelled.Any(label =>
            claim.StartSeconds <= label.EndSeconds + collarSeconds && claim.EndSeconds >= label.StartSeconds - collarSeconds));

    private static HashSet<long> Touched(IEnumerable<TimedEvent> events, double segmentSeconds)
    {
        HashSet<long> touched = [];
        foreach (var one in events)
        {
            var last = (long)Math.Ceiling((one.EndSeconds / segmentSeconds) - 1e-9);
            for (var k = (long)Math.Floor((one.StartSeconds / segmentSeconds) + 1e-9); k < last; k++) touched.Add(k);
        }

        return touched;
    }

    // Augmenting paths, each found breadth first, so that a long chain of near events needs no deep stack.
    private static int MaximumMatching(int[][] near, int claims)
    {
        var (labelOf, from) = (new int[claims], new int[claims]);
        Array.Fill(labelOf, -1);
        var matched = 0;
        var claimOf = new int[near.Length];
        Array.Fill(claimOf, -1);
        for (var start = 0; start < near.Length; start++)
        {
            Array.Fill(from, -1);
            var queue = new Queue<int>([start]);
            var free = -1;
            while (free < 0 && queue.TryDequeue(out var label))
            {
                foreach (var claim in near[label])
                {
                    if (from[claim] >= 0) continue;
                    from[claim] = label;
                    if (labelOf[claim] >= 0) queue.Enqueue(labelOf[claim]);
                    else free = claim;
                    if (free >= 0) break;
                }
            }

            if (free < 0) continue;
            matched++;
            while (free >= 0)
            {
                var label = from[free];
                (labelOf[free], claimOf[label], free) = (label, free, claimOf[label]);
            }
        }

        return matched;
    }
}
