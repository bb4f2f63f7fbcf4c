using Audio2Mqtt.Torch.Events;

namespace Audio2Mqtt.Torch.Tests.Events;

/// <summary>Feeds a tracker with patches of 1 s every half second, on a clock of its own, and keeps what it says.</summary>
internal sealed class TrackerStream(EventTracker tracker, int window = 16_000, int hop = 8_000)
{
    private long next;

    public List<EventChange> Changes { get; } = [];

    /// <summary>A tracker of one sound, class 0 of one.</summary>
    public static TrackerStream Of(SoundRule? rule = null, DetectionOptions? options = null) =>
        new(new([rule ?? Rule()], options ?? new() { SmoothingPatches = 1, UpdateInterval = TimeSpan.Zero }, 1, isSoftmax: false));

    public static SoundRule Rule(string name = "dog", int index = 0) =>
        new() { Name = name, Classes = [index], StartThreshold = 0.7f, ReleaseThreshold = 0.4f, Debounce = TimeSpan.Zero };

    public TrackerStream Scores(params float[] scores)
    {
        foreach (var score in scores) Patch([score]);
        return this;
    }

    /// <summary>The next patch; onset and offset count from its beginning.</summary>
    public TrackerStream Patch(float[] scores, int? onset = null, int? offset = null, bool isGated = false, float level = -20)
    {
        tracker.Push(
            new()
            {
                StartSample = next, EndSample = next + window, HopSamples = hop, OnsetSample = next + (onset ?? 0), OffsetSample = next + (offset ?? window),
                LevelDbfs = level, IsGated = isGated, Scores = scores,
            },
            Changes);
        next += hop;
        return this;
    }

    public TrackerStream Skip(int patches)
    {
        next += patches * hop;
        return this;
    }

    public TrackerStream Break()
    {
        tracker.Break(Changes);
        return this;
    }

    /// <summary>Phases with start and end in patch hops.</summary>
    public string Told() => string.Join(' ', Changes.Select(change => $"{change.Phase}:{change.StartSample / (double)hop:0.##}-{change.EndSample / (double)hop:0.##}"));
}
