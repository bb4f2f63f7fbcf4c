using Audio2Mqtt.Torch.Training.Metrics;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Training.Metrics;

public class ClipScoresTests
{
    /// <summary>The references are float64 of the same decimals; ours are float32's.</summary>
    private const double Rounding = 1e-6;

    private static readonly ClipScores Scores = ClipScores.Of(SampleClips.Predictions, SampleClips.Classes);

    // sklearn.metrics 1.2.1: accuracy_score, balanced_accuracy_score, precision_recall_fscore_support(average='macro'),
    // average_precision_score(average='macro'), log_loss over the twelve rows of SampleClips.
    [Fact]
    public void Averages_are_those_of_scikit_learn()
    {
        Assert.Equal(0.6666666666666666, Scores.Accuracy, Rounding);
        Assert.Equal(0.6833333333333332, Scores.BalancedAccuracy, Rounding);
        Assert.Equal(0.6388888888888888, Scores.MacroPrecision, Rounding);
        Assert.Equal(0.6392496392496393, Scores.MacroF1, Rounding);
        Assert.Equal(0.9156746031746031, Scores.MacroAveragePrecision, Rounding);
        Assert.Equal(0.49575822292780364, Scores.LogLoss, Rounding);
    }

    // precision_recall_fscore_support(average=None) and average_precision_score of each class against the rest.
    [Fact]
    public void Each_class_is_scored_as_by_scikit_learn()
    {
        (int Support, int Predicted, double Precision, double Recall, double F1, double Ap)[] expected =
        [
            (5, 6, 0.66666667, 0.8, 0.72727273, 0.9428571428571428),
            (4, 2, 0.5, 0.25, 0.33333333, 0.8041666666666667),
            (3, 4, 0.75, 1, 0.85714286, 1),
        ];
        foreach (var (k, (support, predicted, precision, recall, f1, ap)) in expected.Index())
        {
            var one = Scores.Classes[k];
            Assert.Equal(SampleClips.Classes[k], one.Name);
            Assert.Equal((support, predicted), (one.Support, one.Predicted));
            Assert.Equal(precision, one.Precision!.Value, Rounding);
            Assert.Equal(recall, one.Recall!.Value, Rounding);
            Assert.Equal(f1, one.F1!.Value, Rounding);
            Assert.Equal(ap, one.AveragePrecision!.Value, Rounding);
        }

        Assert.Equal([[4, 1, 0], [2, 1, 1], [0, 0, 3]], Scores.Confusion);
    }

    // numpy: bins (k/15, (k+1)/15]; sum of count / 12 * |share right - mean of top|.
    [Fact]
    public void The_calibration_error_is_the_weighted_gap_of_15_bins()
    {
        Assert.Equal(0.21916666666666665, Scores.CalibrationError, Rounding);
        Assert.Equal(15, Scores.Reliability.Count);
        Assert.Equal(new ReliabilityBin(0, 1 / 15.0, 0, null, null), Scores.Reliability[0]);
        var bin = Scores.Reliability[8]; // 0.56 and 0.54 and 0.59, of which the first is right
        Assert.Equal(3, bin.Clips);
        Assert.Equal(0.5633333333333334, bin.Confidence!.Value, Rounding);
        Assert.Equal(1 / 3.0, bin.Accuracy!.Value, Rounding);
    }

    // Wilson's formula in Python with z = 1.959964, share 8/12: over 6 recordings, though there are 12 clips.
    [Fact]
    public void The_interval_counts_recordings_not_clips()
    {
        Assert.Equal((12, 6), (Scores.Clips, Scores.Recordings));
        Assert.Equal(0.29999331299474324, Scores.AccuracyLow, Rounding);
        Assert.Equal(0.9032285897864654, Scores.AccuracyHigh, Rounding);
    }

    // The same Python: 20 of 20, and 9 of 12.
    [Fact]
    public void Twenty_right_of_twenty_may_still_be_84_percent()
    {
        var (low, high) = Wilson.Interval(1, 20);
        Assert.Equal(0.8388748398148704, low, Rounding);
        Assert.Equal(1, high, Rounding);
        (low, high) = Wilson.Interval(0.75, 12);
        Assert.Equal(0.4676946629183366, low, Rounding);
        Assert.Equal(0.9110583323051143, high, Rounding);
        Assert.Equal((0, 1), Wilson.Interval(0, 0));
    }

    // average_precision_score([1, 0, 1, 1, 0, 0], [.9, .9, .7, .5, .5, .1])
    [Fact]
    public void Equal_scores_are_one_step_of_average_precision()
    {
        Assert.Equal(0.5888888888888889, AveragePrecision.Of([0.9f, 0.9f, 0.7f, 0.5f, 0.5f, 0.1f], [true, false, true, true, false, false])!.Value, Rounding);
        Assert.Null(AveragePrecision.Of([0.9f], [false]));
    }

    [Fact]
    public void A_class_without_clips_has_no_recall_and_counts_in_no_average()
    {
        float[] row = [0.8f, 0.1f, 0.1f];
        var scores = ClipScores.Of([SampleClips.Of(0, 0, row, row)], SampleClips.Classes);
        Assert.Null(scores.Classes[1].Recall);
        Assert.Null(scores.Classes[1].Precision);
        Assert.Equal(1, scores.BalancedAccuracy);
        Assert.Equal(1, scores.MacroAveragePrecision);
    }

    [Fact]
    public void Patches_are_counted_one_by_one()
    {
        // Two of three patches are right.
        var clip = SampleClips.Of(0, 1, [0.2f, 0.6f, 0.2f], [0.1f, 0.8f, 0.1f, 0.5f, 0.3f, 0.2f, 0, 1, 0]);
        Assert.Equal(2 / 3.0, ClipScores.Of([clip], SampleClips.Classes).PatchAccuracy!.Value, Rounding);
    }

    [Fact]
    public void A_probability_of_0_for_the_truth_costs_a_finite_loss() =>
        Assert.Equal(-Math.Log(1.1920929e-7), ClipScores.Of([SampleClips.Of(0, 1, [1, 0, 0], [])], SampleClips.Classes).LogLoss, Rounding);

    [Fact]
    public void Rows_of_another_length_than_the_classes_are_refused()
    {
        Assert.Throws<ArgumentException>(() => ClipScores.Of([], SampleClips.Classes));
        Assert.Throws<ArgumentException>(() => ClipScores.Of([SampleClips.Of(0, 1, [0.5f, 0.5f], [])], SampleClips.Classes));
    }
}
