using System.Text.Json;
using Audio2Mqtt.Torch.Tests.Training.Metrics;
using Audio2Mqtt.Torch.Training;
using Audio2Mqtt.Torch.Training.Metrics;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Training;

public class EvaluationReportTests
{
    private static readonly EvaluationReport Report = EvaluationReport.Of(SampleClips.Predictions, SampleClips.Classes) with
    {
        Noise = [new("pink", 10, 0.5, 0.5, 0.5, 1, 0.1)],
        Detector = DetectorScores.Of([new("night", 60, [0, 0, 1], [])], SampleClips.Classes, [0.7f, 0.7f, 0.7f]),
    };

    [Fact]
    public void The_most_certain_mistake_comes_first()
    {
        // SampleClips: wrong are 8 (0.59 rain for dog), 2 (0.54 dog for bell), 7 (0.48 bell for dog), 6 (0.47 bell for dog).
        Assert.Equal(["dog/8.wav", "bell/2.wav", "dog/7.wav", "dog/6.wav"], Report.Mistakes.Select(one => one.Path));
        Assert.Equal(new Mistake("dog/8.wav", 0, null, "dog", "rain", 0.59f, 0.37f), Report.Mistakes[0]);
        Assert.Equal(2, EvaluationReport.Of(SampleClips.Predictions, SampleClips.Classes, mistakes: 2).Mistakes.Count);
    }

    [Fact]
    public void The_models_own_thresholds_are_judged_beside_the_wanted_ones()
    {
        // Bell at 0.7: 0.96, 0.99, 0.77 of five bells and nothing else. Dog at 0.5: 0.81 is one of the four dogs, 0.54 is a bell.
        var applied = EvaluationReport.Of(SampleClips.Predictions, SampleClips.Classes, thresholds: new Dictionary<string, float> { ["dog"] = 0.5f }).Applied;
        Assert.Equal((0.7f, 1.0, 0.6, true), (applied[0].Threshold!.Value, applied[0].Precision!.Value, applied[0].Recall!.Value, applied[0].Reached));
        Assert.Equal((0.5f, 0.5, 0.25, false), (applied[1].Threshold!.Value, applied[1].Precision!.Value, applied[1].Recall!.Value, applied[1].Reached));
    }

    [Fact]
    public void Nothing_but_long_recordings_has_no_clip_scores()
    {
        var report = EvaluationReport.Of([], SampleClips.Classes);
        Assert.Null(report.Clips);
        Assert.Empty(report.Warnings);
        Assert.Empty(report.StoredThresholds());
    }

    // A contract: every field that a program may read.
    [Fact]
    public void The_document_has_exactly_these_fields()
    {
        using var document = JsonDocument.Parse(JsonSerializer.Serialize(Report, EvaluationJson.Readable.EvaluationReport));
        var root = document.RootElement;
        Assert.Equal("classes clips target_precision thresholds applied mistakes noise detector warnings", Names(root));
        Assert.Equal(
            "clips recordings accuracy accuracy_low accuracy_high balanced_accuracy macro_precision macro_f1 macro_average_precision log_loss"
            + " calibration_error patch_accuracy classes confusion reliability",
            Names(root.GetProperty("clips")));
        Assert.Equal("name support predicted precision recall f1 average_precision", Names(root.GetProperty("clips").GetProperty("classes")[0]));
        Assert.Equal("low high clips confidence accuracy", Names(root.GetProperty("clips").GetProperty("reliability")[0]));
        Assert.Equal("name threshold precision recall positives reached trade", Names(root.GetProperty("thresholds")[0]));
        Assert.Equal("threshold precision recall", Names(root.GetProperty("thresholds")[0].GetProperty("trade")[0]));
        Assert.Equal("path start_seconds duration_seconds truth predicted probability truth_probability", Names(root.GetProperty("mistakes")[0]));
        Assert.Equal("noise snr_db accuracy balanced_accuracy macro_f1 log_loss calibration_error", Names(root.GetProperty("noise")[0]));
        var detector = root.GetProperty("detector");
        Assert.Equal("recordings hours total classes options", Names(detector));
        Assert.Equal("name threshold events onsets segments false_alarms false_alarms_per_hour", Names(detector.GetProperty("total")));
        Assert.Equal("true_positives false_positives false_negatives precision recall f1", Names(detector.GetProperty("total").GetProperty("events")));
        Assert.Equal(
            "hop_seconds window_seconds smoothed_patches join_seconds onset_collar_seconds offset_collar_seconds offset_collar_share"
            + " listen_collar_seconds segment_seconds",
            Names(detector.GetProperty("options")));
    }

    private static string Names(JsonElement element) => string.Join(' ', element.EnumerateObject().Select(property => property.Name));
}
