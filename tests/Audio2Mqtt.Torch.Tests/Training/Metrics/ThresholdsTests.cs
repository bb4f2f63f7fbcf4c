using Audio2Mqtt.Torch.Training.Metrics;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Training.Metrics;

public class ThresholdsTests
{
    [Fact]
    public void Many_clips_decide_by_their_counts()
    {
        // 60 positives at 0.98, 3 negatives at 0.95, 40 positives at 0.9, 20 negatives at 0.55. From above with twenty imagined clips:
        // at 0.98: (60 + 19.6) / 80 = 0.995; at 0.95: (60 + 20 * 61.65/63) / 83 = 0.959; at 0.9: (100 + 20 * 97.65/103) / 123 = 0.967;
        // at 0.55: (100 + 20 * 108.65/123) / 143 = 0.823. So 0.965 is reached down to 0.9, whose threshold is halfway to 0.55.
        (float Score, bool IsPositive, int Count)[] groups = [(0.98f, true, 60), (0.95f, false, 3), (0.9f, true, 40), (0.55f, false, 20)];
        var (scores, truths) = Spread(groups);
        var found = Thresholds.ForPrecision(scores, truths, 0.965);
        Assert.True(found.Reached);
        Assert.Equal(0.725f, found.Threshold!.Value, 1e-6f);
        Assert.Equal(100 / 103.0, found.Precision!.Value, 1e-12);
        Assert.Equal(1, found.Recall);
        Assert.Equal(100, found.Positives);

        // 0.98 is reached by the first group only: halfway between 0.98 and 0.95.
        found = Thresholds.ForPrecision(scores, truths, 0.98);
        Assert.Equal(0.965f, found.Threshold!.Value, 1e-6f);
        Assert.Equal(0.6, found.Recall!.Value, 1e-12);
    }

    [Fact]
    public void Three_right_of_three_are_not_certainty_but_eight_with_high_scores_can_be_enough()
    {
        // (3 + 20 * 0.8) / 23 = 0.826; (8 + 20 * 0.95) / 28 = 0.964.
        Assert.False(Thresholds.ForPrecision([0.8f, 0.8f, 0.8f, 0.1f], [true, true, true, false], 0.95).Reached);
        var (scores, truths) = Spread([(0.95f, true, 8), (0.1f, false, 30)]);
        var found = Thresholds.ForPrecision(scores, truths, 0.95);
        Assert.True(found.Reached);
        Assert.Equal(0.525f, found.Threshold!.Value, 1e-6f);
    }

    [Fact]
    public void Where_no_threshold_reaches_it_the_best_is_given_with_a_warning()
    {
        // From above: (0 + 20 * 0.9) / 21 = 0.857; (9 + 20 * 0.882) / 30 = 0.888; so the second is the best.
        var (scores, truths) = Spread([(0.9f, false, 1), (0.88f, true, 9)]);
        var found = Thresholds.ForPrecision(scores, truths, 0.95) with { Name = "bell" };
        Assert.False(found.Reached);
        Assert.Equal(0.5f, found.Threshold);
        Assert.Equal(0.9, found.Precision!.Value, 1e-12);
        Assert.Equal(
            ["bell: no threshold reaches a precision of 0.95; the best is 0.50 with 0.900", "thresholds rest on few clips, 20 and more would tell: bell 9"],
            Thresholds.Warnings([found], 0.95));
    }

    [Fact]
    public void A_class_that_never_scores_half_keeps_the_default()
    {
        var found = Thresholds.ForPrecision([0.4f, 0.3f], [true, false], 0.9) with { Name = "bell" };
        Assert.Null(found.Threshold);
        Assert.Equal(0, found.Recall);
        Assert.Contains("stays the default", Thresholds.Warnings([found], 0.9).First(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_clips_score_is_its_best_pair_of_neighbouring_patches()
    {
        // Class 1 over four patches: 0.2, 0.9, 0.6, 0.1; the pairs are 0.55, 0.75, 0.35. One patch stands for itself.
        var long4 = SampleClips.Of(0, 1, [0, 1, 0], [0.8f, 0.2f, 0, 0.1f, 0.9f, 0, 0.4f, 0.6f, 0, 0.9f, 0.1f, 0]);
        var short1 = SampleClips.Of(1, 1, [0, 1, 0], [0.3f, 0.7f, 0]);
        Assert.Equal([0.75f, 0.7f], Thresholds.Scores([long4, short1], 1, 3));
    }

    [Fact]
    public void Background_has_no_threshold() =>
        Assert.Equal(["bell", "rain"], Thresholds.Of(SampleClips.Predictions, ["bell", "Background noise", "rain"], 0.9).Select(one => one.Name));

    [Fact]
    public void Few_clips_are_told()
    {
        var few = Thresholds.ForPrecision([0.99f, 0.98f, 0.97f], [true, true, true], 0.9) with { Name = "bell" };
        Assert.True(few.Reached);
        Assert.Equal(["thresholds rest on few clips, 20 and more would tell: bell 3"], Thresholds.Warnings([few], 0.9));
    }

    private static (float[] Scores, bool[] Truths) Spread((float Score, bool IsPositive, int Count)[] groups) =>
    (
        [.. groups.SelectMany(group => Enumerable.Repeat(group.Score, group.Count))],
        [.. groups.SelectMany(group => Enumerable.Repeat(group.IsPositive, group.Count))]);
}
