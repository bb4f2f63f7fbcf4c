using Audio2Mqtt.Torch.Training.Metrics;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Training.Metrics;

public class DetectorTests
{
    private static readonly string[] Classes = ["background", "bell", "dog"];

    [Fact]
    public void A_patch_over_the_threshold_stands_for_the_middle_hop_of_what_it_hears()
    {
        // Patch 2 of 6 hears 0.96 to 1.92 s; its middle hop is 1.20 to 1.68 s.
        float[] probabilities = [0, 0, 1, 0, 0, 0];
        var found = PatchEvents.Of(probabilities, [0.5f], 3.36, new() { SmoothedPatches = 1 });
        var one = Assert.Single(found);
        Assert.Equal(1.20, one.StartSeconds, 1e-9);
        Assert.Equal(1.68, one.EndSeconds, 1e-9);
    }

    [Fact]
    public void A_pair_of_patches_stands_for_the_middle_hop_of_both()
    {
        // Patches 2 and 3 hear 0.96 to 2.40 s, middle hop 1.44 to 1.92 s; the pairs beside them average 0.5 and stay below 0.6.
        float[] probabilities = [0, 0, 1, 1, 0, 0];
        var one = Assert.Single(PatchEvents.Of(probabilities, [0.6f], 3.36, new()));
        Assert.Equal(1.44, one.StartSeconds, 1e-9);
        Assert.Equal(1.92, one.EndSeconds, 1e-9);
    }

    [Fact]
    public void A_sound_through_the_whole_recording_is_one_event_from_its_beginning_to_its_end()
    {
        var one = Assert.Single(PatchEvents.Of(Enumerable.Repeat(0.9f, 20).ToArray(), [0.7f], 10.0, new()));
        Assert.Equal(new TimedEvent(0, 0, 10.0), one);
    }

    [Fact]
    public void Stretches_a_hop_apart_are_joined_and_those_farther_apart_are_not()
    {
        float[] probabilities = [0, 1, 0, 1, 0, 0, 0, 1, 0, 0]; // middles 0.72-1.20, 1.68-2.16 (0.48 apart), 3.60-4.08
        var found = PatchEvents.Of(probabilities, [0.5f], 5.28, new() { SmoothedPatches = 1 });
        Assert.Equal(2, found.Count);
        Assert.Equal(2.16, found[0].EndSeconds, 1e-9);
        Assert.Equal(3.60, found[1].StartSeconds, 1e-9);
    }

    // By hand, collar 0.2 s, offset 0.2 s or half of the length. Labelled: A 1-3, B 5-5.4, C 8-9. Detected: a 1.2-3.9 (onset just within,
    // offset 0.9 off, 1.0 allowed: found); b 5.1-5.65 (offset 0.25 off, 0.2 allowed: not found); c 8.3-9 (onset 0.3 off: not found).
    [Fact]
    public void Events_match_within_the_fields_collars()
    {
        TimedEvent[] labelled = [new(1, 1, 3), new(1, 5, 5.4), new(1, 8, 9)];
        TimedEvent[] detected = [new(1, 1.2, 3.9), new(1, 5.1, 5.65), new(1, 8.3, 9)];
        Assert.Equal(new Tally(1, 2, 2), EventMatching.Events(labelled, detected, 0.2, 0.2, 0.5));
        Assert.Equal(new Tally(2, 1, 1), EventMatching.Events(labelled, detected, 0.2));
        Assert.Equal(new Tally(3, 0, 0), EventMatching.Events(labelled, detected, 0.5));
    }

    [Fact]
    public void As_many_pairs_as_possible_match_where_the_nearest_first_would_lose_one()
    {
        // Detection 1.1 fits both labels, 0.7 only the first: taking 1.1 for the first would leave the second alone.
        TimedEvent[] labelled = [new(0, 1.0, 2), new(0, 1.4, 2)];
        TimedEvent[] detected = [new(0, 1.1, 2), new(0, 0.7, 2)];
        Assert.Equal(new Tally(2, 0, 0), EventMatching.Events(labelled, detected, 0.3));
    }

    [Fact]
    public void A_long_chain_of_near_events_matches_whole()
    {
        // Label k lies between detections k and k + 1; tried in this order, every step must move all that came before.
        TimedEvent[] labelled = [.. Enumerable.Range(0, 500).Select(k => new TimedEvent(0, k + 0.5, k + 0.6)).Reverse(), new(0, 500.5, 500.6)];
        TimedEvent[] detected = [.. Enumerable.Range(0, 501).Select(k => new TimedEvent(0, k, k + 0.1))];
        Assert.Equal(new Tally(501, 0, 0), EventMatching.Events(labelled, detected, 0.5));
    }

    // By hand, segments of 1 s: labelled 0.5-2.2 touches 0, 1, 2; detected 1.0-4.0 touches 1, 2, 3 and not 4.
    [Fact]
    public void Segments_count_each_second_that_is_touched() =>
        Assert.Equal(new Tally(2, 1, 1), EventMatching.Segments([new(0, 0.5, 2.2)], [new(0, 1.0, 4.0)], 1));

    [Fact]
    public void A_late_detection_is_no_false_alarm_and_one_in_silence_is() =>
        Assert.Equal(1, EventMatching.FalseAlarms([new(0, 10, 20)], [new(0, 15, 16), new(0, 20.4, 21), new(0, 30, 31)], 0.5));

    // By hand: an hour of patches, smoothing 1. Bell is labelled 100-110 s and 200-210 s, heard in the first and at 300 s; dog is labelled
    // 500-510 s and never heard; background is labelled and heard everywhere and counts nowhere.
    [Fact]
    public void An_hour_is_scored_by_class_and_background_counts_nowhere()
    {
        const int patches = 7500; // 3600 s / 0.48 s
        var probabilities = new float[patches * 3];
        for (var k = 0; k < patches; k++) probabilities[k * 3] = 1;
        Hear(1, 100, 110);
        Hear(1, 300, 301);
        TimedEvent[] events = [new(0, 0, 3600), new(1, 100, 110), new(1, 200, 210), new(2, 500, 510)];
        var scores = DetectorScores.Of(
            [new("night", 3600, probabilities, events)], Classes, [0.5f, 0.5f, 0.5f], new() { SmoothedPatches = 1, OnsetCollarSeconds = 0.5, OffsetCollarSeconds = 0.5 });
        Assert.Equal(["bell", "dog"], scores.Classes.Select(one => one.Name));
        Assert.Equal(new Tally(1, 1, 1), scores.Classes[0].Events);
        Assert.Equal(new Tally(0, 0, 1), scores.Classes[1].Events);
        Assert.Equal(new Tally(1, 1, 2), scores.Total.Onsets);
        Assert.Equal(0.4, scores.Total.Onsets.F1!.Value, 1e-12); // 2 / (2 + 1 + 2)
        Assert.Equal((1, 1.0), (scores.Total.FalseAlarms, scores.Total.FalseAlarmsPerHour));
        Assert.Equal(1, scores.Hours);

        void Hear(int index, double from, double to)
        {
            for (var k = (int)Math.Round(from / 0.48) - 1; k < (int)Math.Round(to / 0.48) - 1; k++) (probabilities[k * 3], probabilities[(k * 3) + index]) = (0.1f, 0.9f);
        }
    }

    [Fact]
    public void Nothing_labelled_and_nothing_heard_has_no_score()
    {
        var tally = new Tally(0, 0, 0);
        Assert.Equal((null, null, null), ((object?)tally.Precision, (object?)tally.Recall, (object?)tally.F1));
    }
}
