using Audio2Mqtt.Torch.Events;

namespace Audio2Mqtt.Torch.Streaming;

/// <summary>Gives the tracker's changes their names and wall times, and tells them.</summary>
internal sealed class EventWriter(ListeningSource source, SampleClock clock, SinkGate sink)
{
    private const int TopClasses = 5;

    private readonly Dictionary<int, Active> active = [];
    private long started;

    /// <summary>Events that started.</summary>
    public long Started => Interlocked.Read(ref started);

    /// <summary>Tells a change.</summary>
    /// <param name="change">What the tracker said.</param>
    /// <param name="scores">[classes] of the patch; empty where there are none.</param>
    /// <param name="arrivedAt">Time stamp of the arrival of the patch's last sample.</param>
    /// <param name="clips">Keeps the audio; null where none is kept.</param>
    public SoundEvent Write(in EventChange change, ReadOnlySpan<float> scores, long arrivedAt, ClipKeeper? clips)
    {
        var rule = source.Sounds[change.Sound];
        if (change.Phase == EventPhase.Start) active[change.Sound] = Begin(change, rule, clips);
        var known = active[change.Sound];
        if (change.Phase == EventPhase.End) active.Remove(change.Sound);
        if (scores.Length > 0) known.Top = Top(scores, source.Model.Classes);
        var told = new SoundEvent
        {
            Id = known.Id,
            Source = source.Name,
            Sound = rule.Name,
            Phase = change.Phase,
            StartSample = change.StartSample,
            EndSample = change.EndSample,
            Start = known.Start,
            End = known.Start + SampleClock.Duration(change.EndSample - change.StartSample),
            Confidence = change.Confidence,
            PeakConfidence = change.PeakConfidence,
            Threshold = change.Threshold,
            LevelDbfs = change.LevelDbfs,
            Top = known.Top,
            ModelName = source.Model.Name,
            ModelHash = source.Model.Hash,
            Clip = known.Clip,
            Metadata = rule.Metadata,
            ArrivedAt = arrivedAt,
        };
        sink.Write(told);
        return told;
    }

    /// <summary>Tells what a patch sounded like.</summary>
    public void Report(in HopWork work, long end, ReadOnlySpan<float> scores, ReadOnlySpan<float> smoothed) => sink.Write(new HopReport(
        source.Name, end, clock.TimeOf(end), work.GateDbfs, work.HopDbfs, work.PeakDbfs, work.FloorDbfs, work.Patch is null,
        scores.Length == 0 ? [] : Top(scores, source.Model.Classes), scores.Length == 0 ? [] : Top(smoothed, source.Sounds)) { ArrivedAt = work.ArrivedAt });

    private Active Begin(in EventChange change, SoundRule rule, ClipKeeper? clips)
    {
        Interlocked.Increment(ref started);
        var start = clock.TimeOf(change.StartSample);
        var id = $"{source.Name}-{rule.Name}-{start.ToUnixTimeMilliseconds()}";
        return new(id, start, clips?.Begin(id, rule.Name, start, change.StartSample));
    }

    private static ScoredLabel[] Top(ReadOnlySpan<float> scores, IReadOnlyList<string> names) => Top(scores, k => names[k]);

    private static ScoredLabel[] Top(ReadOnlySpan<float> scores, IReadOnlyList<SoundRule> rules) => Top(scores, k => rules[k].Name);

    private static ScoredLabel[] Top(ReadOnlySpan<float> scores, Func<int, string> nameOf)
    {
        Span<int> best = stackalloc int[Math.Min(TopClasses, scores.Length)];
        var count = 0;
        for (var k = 0; k < scores.Length; k++)
        {
            if (count == best.Length && scores[k] <= scores[best[^1]]) continue;
            var at = count < best.Length ? count++ : count - 1;
            for (; at > 0 && scores[best[at - 1]] < scores[k]; at--) best[at] = best[at - 1];
            best[at] = k;
        }

        var top = new ScoredLabel[count];
        for (var k = 0; k < count; k++) top[k] = new(nameOf(best[k]), scores[best[k]]);
        return top;
    }

    private sealed class Active(string id, DateTimeOffset start, string? clip)
    {
        public string Id => id;

        public DateTimeOffset Start => start;

        public string? Clip => clip;

        public IReadOnlyList<ScoredLabel> Top { get; set; } = [];
    }
}
