using Audio2Mqtt.Torch.Training;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Training;

public class CalibrationTests
{
    private static readonly ClipSource Clip = new() { Path = "a.wav", ClassName = "a", Recording = "a" };

    [Fact]
    public void A_clip_is_judged_by_its_mean_logits_and_a_patch_by_its_own()
    {
        // Mean (2, 0) over T = 2: 1 / (1 + e^-1) = 0.731059. Patches (4, 0) and (0, 0) over T = 4: 0.731059 and 0.5. The third is silence.
        var clip = new ClipLogits(Clip, 0, [4, 0, 0, 0, -9, 9], [-20, -20, -90]);
        var prediction = new Calibration(2, 4).Predict(clip, 2);
        Assert.Equal(0.731059f, prediction.Probabilities[0], 1e-6f);
        Assert.Equal([0.731059f, 0.268941f, 0.5f, 0.5f], prediction.PatchProbabilities, (a, b) => Math.Abs(a - b) < 1e-6f);
    }

    [Fact]
    public void Clips_and_patches_get_temperatures_of_their_own()
    {
        // As in TemperatureTests: eight clips that are right by 10 in the mean want 0.9991. Of their two patches one is right by 30 and one wrong
        // by 10: the slope 30 p(30) - 10 p(-10) sides against certainty, so patches are the hotter.
        ClipLogits[] clips = [.. Enumerable.Repeat(new ClipLogits(Clip, 0, [30, 0, -10, 0, 50, 0], [-20, -20, -99]), 8)];
        var fitted = Calibration.Fit(clips, 2);
        Assert.Equal(0.9991009811292694, fitted.ClipTemperature, 1e-6);
        Assert.True(fitted.PatchTemperature > fitted.ClipTemperature, $"{fitted}");
        Assert.Equal(Calibration.None, Calibration.Fit([], 2));
    }
}
