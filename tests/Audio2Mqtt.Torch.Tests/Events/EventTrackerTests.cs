using Audio2Mqtt.Torch.Events;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Events;

/// <summary>Patches are 2 hops long, so a patch at hop 3 reaches from 3 to 5.</summary>
public sealed class EventTrackerTests
{
    [Fact]
    public void A_sound_starts_at_the_threshold_and_ends_below_the_release_threshold() =>
        Assert.Equal("Start:1-3 End:1-6", TrackerStream.Of().Scores(0.69f, 0.7f, 0.41f, 0.5f, 0.4f, 0.39f, 0.1f).Told());

    [Fact]
    public void A_score_at_the_release_threshold_holds() =>
        Assert.Equal("Start:0-2", TrackerStream.Of().Scores(0.7f, 0.4f, 0.4f).Told());

    [Fact]
    public void An_event_tells_its_confidence_peak_threshold_and_loudest_level()
    {
        var stream = TrackerStream.Of().Patch([0.8f], level: -30).Patch([0.9f], level: -10).Patch([0.5f], level: -40).Patch([0]);
        Assert.Equal(new EventChange(0, EventPhase.Start, 0, 16_000, 0.8f, 0.8f, 0.7f, -30), stream.Changes[0]);
        Assert.Equal(new EventChange(0, EventPhase.End, 0, 32_000, 0.5f, 0.9f, 0.7f, -10), stream.Changes[1]);
    }

    [Fact]
    public void It_begins_and_ends_where_its_first_and_last_patches_are_loud() =>
        Assert.Equal(
            "Start:0.5-2 End:0.5-2.75",
            TrackerStream.Of().Patch([0.8f], onset: 4_000).Patch([0.8f], offset: 14_000).Patch([0]).Told());

    [Fact]
    public void An_average_of_two_starts_where_the_first_of_them_heard_the_sound()
    {
        // Averages: 0, 0.45, 0.95, 0.5, 0: the patch after the sound still holds it, but tells nothing of its end.
        var stream = TrackerStream.Of(options: new() { SmoothingPatches = 2, UpdateInterval = TimeSpan.Zero });
        Assert.Equal("Start:1-4 End:1-4", stream.Scores(0, 0.9f, 1, 0, 0).Told());
    }

    [Fact]
    public void A_single_patch_at_the_beginning_is_its_own_average() =>
        Assert.Equal("Start:0-2", TrackerStream.Of(options: new() { SmoothingPatches = 5 }).Scores(0.8f).Told());

    [Theory]
    [InlineData(ScoreSmoothing.Arithmetic, 0.5f)]
    [InlineData(ScoreSmoothing.Geometric, 0.1f)] // √(1 · 0.01): the floor
    public void A_zero_beside_a_certain_patch_leaves(ScoreSmoothing smoothing, float expected)
    {
        var tracker = new EventTracker([TrackerStream.Rule()], new() { SmoothingPatches = 2, Smoothing = smoothing }, 1, isSoftmax: false);
        _ = new TrackerStream(tracker).Scores(1, 0);
        Assert.Equal(expected, tracker.Smoothed[0], 1e-6f);
    }

    [Fact]
    public void A_geometric_mean_of_equal_scores_is_that_score()
    {
        var tracker = new EventTracker([TrackerStream.Rule()], new() { SmoothingPatches = 3, Smoothing = ScoreSmoothing.Geometric }, 1, isSoftmax: false);
        _ = new TrackerStream(tracker).Scores(0.25f, 0.25f, 0.25f);
        Assert.Equal(0.25f, tracker.Smoothed[0], 1e-6f);
    }

    [Fact]
    public void Two_of_three_hits_confirm_and_the_first_one_is_the_start() =>
        Assert.Equal("Start:1-5", Confirmed(2, 3).Scores(0, 0.8f, 0.1f, 0.8f).Told());

    [Fact]
    public void Two_hits_that_are_farther_apart_confirm_nothing() =>
        Assert.Empty(Confirmed(2, 3).Scores(0.8f, 0, 0, 0.8f, 0, 0, 0.8f).Changes);

    [Fact]
    public void Hits_of_one_event_do_not_confirm_the_next() =>
        Assert.Equal("Start:0-3 End:0-3", Confirmed(2, 3).Scores(0.8f, 0.8f, 0, 0.8f, 0, 0).Told());

    [Fact]
    public void A_gated_patch_counts_as_silence() =>
        Assert.Equal("Start:0-2 End:0-2", TrackerStream.Of().Scores(0.8f).Patch([], isGated: true).Told());

    [Fact]
    public void What_is_too_short_is_never_told()
    {
        var rule = TrackerStream.Rule() with { MinDuration = TimeSpan.FromSeconds(2) };
        Assert.Equal("Start:5-9 End:5-9", TrackerStream.Of(rule).Scores(0.8f, 0.8f, 0, 0, 0, 0.8f, 0.5f, 0.5f, 0).Told());
    }

    [Fact]
    public void The_longest_event_is_ended_and_goes_on_as_another_after_the_debounce()
    {
        var rule = TrackerStream.Rule() with { MaxDuration = TimeSpan.FromSeconds(2), Debounce = TimeSpan.FromSeconds(1) };
        Assert.Equal("Start:0-2 End:0-4 Start:6-7 End:6-9", TrackerStream.Of(rule).Scores(0.8f, 0.8f, 0.8f, 0.8f, 0.8f, 0.8f, 0.8f, 0.8f, 0).Told());
    }

    [Fact]
    public void A_start_may_already_be_the_end()
    {
        var rule = TrackerStream.Rule() with { MaxDuration = TimeSpan.FromSeconds(0.25) };
        Assert.Equal("Start:0-0.5 End:0-0.5", TrackerStream.Of(rule).Scores(0.8f).Told());
    }

    [Fact]
    public void What_is_heard_only_within_the_debounce_starts_nothing()
    {
        var rule = TrackerStream.Rule() with { Debounce = TimeSpan.FromSeconds(2) };
        Assert.Equal("Start:0-2 End:0-2", TrackerStream.Of(rule).Scores(0.8f, 0, 0.8f, 0, 0, 0).Told());
        Assert.Equal("Start:0-2 End:0-2 Start:6-8", TrackerStream.Of(rule).Scores(0.8f, 0, 0, 0, 0, 0, 0.8f).Told());
    }

    [Fact]
    public void It_is_told_at_the_interval_that_a_sound_goes_on()
    {
        var options = new DetectionOptions { SmoothingPatches = 1, UpdateInterval = TimeSpan.FromSeconds(1) };
        Assert.Equal(
            "Start:0-2 Update:0-4 Update:0-6 End:0-7", TrackerStream.Of(options: options).Scores(0.8f, 0.8f, 0.8f, 0.8f, 0.8f, 0.8f, 0).Told());
    }

    [Fact]
    public void A_break_ends_what_is_active_and_forgets_hits_and_averages()
    {
        Assert.Equal("Start:0-2 End:0-2", TrackerStream.Of().Scores(0.8f).Break().Break().Told());
        Assert.Empty(Confirmed(2, 2).Scores(0.8f).Break().Scores(0.8f).Changes);
        Assert.Equal("Start:2-4", TrackerStream.Of(options: new() { SmoothingPatches = 2 }).Scores(0, 0).Break().Scores(0.8f).Told());
    }

    [Fact]
    public void Debouncing_outlives_a_break()
    {
        var rule = TrackerStream.Rule() with { Debounce = TimeSpan.FromSeconds(2) };
        Assert.Equal("Start:0-2 End:0-2", TrackerStream.Of(rule).Scores(0.8f).Break().Skip(2).Scores(0.8f, 0, 0, 0).Told());
    }

    [Fact]
    public void A_patch_that_was_left_out_is_no_end_but_ages_the_hits()
    {
        Assert.Equal("Start:0-2", TrackerStream.Of().Scores(0.8f).Skip(1).Scores(0.8f).Told());
        Assert.Equal("Start:0-4", Confirmed(2, 3).Scores(0.8f).Skip(1).Scores(0.8f).Told());
        Assert.Empty(Confirmed(2, 2).Scores(0.8f).Skip(1).Scores(0.8f).Changes);
    }

    [Fact]
    public void More_than_a_patch_that_nobody_heard_ends_what_is_active() =>
        Assert.Equal("Start:0-2 End:0-2 Start:5-7", TrackerStream.Of().Scores(0.8f).Skip(4).Scores(0.8f).Told());

    [Theory]
    [InlineData(false, 0.5f)]
    [InlineData(true, 0.8f)]
    public void A_groups_score_is_the_highest_or_the_sum_where_classes_share_one_probability(bool isSoftmax, float expected)
    {
        var rule = TrackerStream.Rule() with { Classes = [0, 2] };
        var tracker = new EventTracker([rule], new(), 3, isSoftmax);
        _ = new TrackerStream(tracker).Patch([0.3f, 0.2f, 0.5f]);
        Assert.Equal(expected, tracker.Smoothed[0], 1e-6f);
    }

    [Fact]
    public void What_is_not_a_number_was_not_heard() => Assert.Empty(TrackerStream.Of().Scores(float.NaN, float.NaN).Changes);

    [Fact]
    public void Wrong_sounds_and_patches_are_refused()
    {
        var rule = TrackerStream.Rule();
        Assert.Throws<ArgumentException>(() => new EventTracker([rule with { Classes = [1] }], new(), 1, false));
        Assert.Throws<ArgumentException>(() => new EventTracker([rule, rule], new(), 1, false));
        Assert.Throws<ArgumentException>(() => new EventTracker([rule with { ReleaseThreshold = 0.8f }], new(), 1, false));
        Assert.Throws<ArgumentException>(() => TrackerStream.Of().Patch([0.1f, 0.2f]));
        Assert.Throws<ArgumentException>(() => TrackerStream.Of().Patch([0.1f]).Skip(-1).Patch([0.1f]));
    }

    [Fact]
    public void A_patch_allocates_nothing()
    {
        SoundRule[] rules = [.. Enumerable.Range(0, 50).Select(index => TrackerStream.Rule($"sound {index}", index) with { Classes = [index, (index + 1) % 50] })];
        var tracker = new EventTracker(rules, new() { SmoothingPatches = 3, Smoothing = ScoreSmoothing.Geometric, Confirm = new(2, 3) }, 50, isSoftmax: true);
        var gate = new EnergyGate(new() { Adaptive = true });
        var random = new Random(1);
        var scores = new float[50];
        var changes = new List<EventChange>(100);
        var starts = 0;
        Push(0, 100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Push(100, 1_000);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(0, allocated);
        Assert.True(starts > 100, $"{starts} starts show little");

        void Push(int from, int to)
        {
            for (long k = from; k < to; k++)
            {
                for (var i = 0; i < scores.Length; i++) scores[i] = random.NextSingle();
                var isOpen = gate.IsOpen(-50 + (30 * random.NextSingle()));
                tracker.Push(
                    new()
                    {
                        StartSample = k * 7680, EndSample = (k * 7680) + 15_600, HopSamples = 7680, OnsetSample = k * 7680, OffsetSample = (k * 7680) + 15_600,
                        LevelDbfs = -20, IsGated = !isOpen, Scores = scores,
                    },
                    changes);
                starts += changes.Count;
                changes.Clear();
            }
        }
    }

    private static TrackerStream Confirmed(int hits, int patches) =>
        TrackerStream.Of(options: new() { SmoothingPatches = 1, Confirm = new(hits, patches), UpdateInterval = TimeSpan.Zero });
}
