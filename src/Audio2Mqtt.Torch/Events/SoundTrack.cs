using System.Numerics;

namespace Audio2Mqtt.Torch.Events;

/// <summary>One sound's state: quiet, heard but not yet told of (it must last), or told of.</summary>
internal sealed class SoundTrack
{
    private const long SamplesPerSecond = 16_000;

    private readonly int index;
    private readonly DetectionOptions options;
    private readonly RecentPatches recent;
    private readonly float[] scores;
    private readonly Glimpse[] glimpses;
    private readonly ulong window;
    private readonly long updateSamples;
    private readonly long debounceSamples;
    private readonly long minSamples;
    private readonly long maxSamples;

    // Bit 0 is the newest patch; a set bit is a hit.
    private ulong hits;
    private int newestGlimpse;
    private bool isHeard;
    private bool isTold;
    private Glimpse heard;
    private float confidence;
    private long nextUpdate;
    private long notBefore = long.MinValue;

    public SoundTrack(int index, SoundRule rule, DetectionOptions options, RecentPatches recent)
    {
        (this.index, Rule, this.options, this.recent) = (index, rule, options, recent);
        scores = new float[recent.Length];
        glimpses = new Glimpse[options.Confirm.Patches];
        window = (1UL << options.Confirm.Patches) - 1;
        updateSamples = Samples(options.UpdateInterval);
        debounceSamples = Samples(rule.Debounce);
        minSamples = Samples(rule.MinDuration);
        maxSamples = Samples(rule.MaxDuration);
    }

    public SoundRule Rule { get; }

    /// <summary>The smoothed score of the last patch.</summary>
    public float Smoothed { get; private set; }

    /// <summary>Takes the score of the patch that <see cref="recent"/> has just got.</summary>
    public void Push(in PatchObservation patch, float score, List<EventChange> changes)
    {
        scores[recent.Newest] = score;
        Smoothed = Smooth();
        if (isHeard && Smoothed < Rule.ReleaseThreshold) Finish(heard.EndSample, changes);
        else if (isHeard) Hold();
        else Look();
        if (!isHeard) return;

        var longest = heard.StartSample + maxSamples;
        if (!isTold && heard.EndSample - heard.StartSample >= Math.Min(minSamples, maxSamples))
            Tell(EventPhase.Start, Math.Min(heard.EndSample, longest), patch.EndSample, changes);
        if (heard.EndSample >= longest) Finish(longest, changes);
        else if (isTold && updateSamples > 0 && patch.EndSample >= nextUpdate) Tell(EventPhase.Update, heard.EndSample, patch.EndSample, changes);
    }

    /// <summary>Ends what is active and forgets scores and hits.</summary>
    public void Break(List<EventChange> changes)
    {
        if (isHeard) Finish(heard.EndSample, changes);
        (hits, Smoothed) = (0, 0);
    }

    private float Smooth()
    {
        var (sum, count) = (0.0, 0);
        for (var age = 0; age < recent.Length; age++)
        {
            if (recent.Back(age) is null) continue;
            var score = scores[recent.Place(age)];
            sum += options.Smoothing == ScoreSmoothing.Geometric ? Math.Log(Math.Max(score, EventTracker.GeometricFloor)) : score;
            count++;
        }

        if (count == 1) return scores[recent.Newest];
        return (float)Math.Min(1, options.Smoothing == ScoreSmoothing.Geometric ? Math.Exp(sum / count) : sum / count);
    }

    // Quiet: counts hits, and begins when there are enough.
    private void Look()
    {
        var steps = 1 + Math.Min(recent.Skipped, Confirmation.MostPatches);
        newestGlimpse = (newestGlimpse + steps) % glimpses.Length;
        hits = (hits << steps) & window;
        if (!(Smoothed >= Rule.StartThreshold)) return;
        var glimpse = Glimpsed();
        if (glimpse.EndSample <= notBefore) return;
        glimpses[newestGlimpse] = glimpse;
        hits |= 1;
        if (BitOperations.PopCount(hits) < options.Confirm.Hits) return;

        heard = glimpse;
        for (var age = 1; age < glimpses.Length; age++)
            if ((hits >> age & 1) != 0) heard = heard.With(glimpses[(newestGlimpse + glimpses.Length - age) % glimpses.Length]);
        heard = heard with { StartSample = Math.Max(heard.StartSample, notBefore) };
        (isHeard, isTold, confidence) = (true, false, Smoothed);
    }

    // What the patches of this average that had the sound themselves tell of it: an average lags behind, its patches do not.
    private Glimpse Glimpsed()
    {
        Glimpse? found = null;
        for (var age = 0; age < recent.Length; age++)
        {
            if (recent.Back(age) is not { } patch || !(scores[recent.Place(age)] >= Rule.ReleaseThreshold)) continue;
            var one = new Glimpse(patch.OnsetSample, patch.OffsetSample, Smoothed, patch.LevelDbfs);
            found = found?.With(one) ?? one;
        }

        // A mean may be rounded up to above all that it was made of.
        return found ?? new(recent.Back(0)!.Value.OnsetSample, recent.Back(0)!.Value.OffsetSample, Smoothed, recent.Back(0)!.Value.LevelDbfs);
    }

    private void Hold()
    {
        confidence = Smoothed;
        var patch = recent.Back(0)!.Value;
        heard = heard with { Peak = Math.Max(heard.Peak, Smoothed) };
        if (scores[recent.Newest] >= Rule.ReleaseThreshold)
            heard = heard with { EndSample = Math.Max(heard.EndSample, patch.OffsetSample), LevelDbfs = Math.Max(heard.LevelDbfs, patch.LevelDbfs) };
    }

    private void Tell(EventPhase phase, long endSample, long nowSample, List<EventChange> changes)
    {
        isTold = true;
        nextUpdate = nowSample + updateSamples;
        changes.Add(new(index, phase, heard.StartSample, endSample, confidence, heard.Peak, Rule.StartThreshold, heard.LevelDbfs));
    }

    private void Finish(long endSample, List<EventChange> changes)
    {
        if (isTold)
        {
            Tell(EventPhase.End, endSample, 0, changes);
            notBefore = endSample + debounceSamples;
        }

        (isHeard, isTold, hits) = (false, false, 0);
    }

    private static long Samples(TimeSpan time) => time.Ticks * SamplesPerSecond / TimeSpan.TicksPerSecond;

    /// <summary>What is known of a sound that may become an event.</summary>
    private readonly record struct Glimpse(long StartSample, long EndSample, float Peak, float LevelDbfs)
    {
        public Glimpse With(Glimpse other) => new(
            Math.Min(StartSample, other.StartSample), Math.Max(EndSample, other.EndSample), Math.Max(Peak, other.Peak), Math.Max(LevelDbfs, other.LevelDbfs));
    }
}
