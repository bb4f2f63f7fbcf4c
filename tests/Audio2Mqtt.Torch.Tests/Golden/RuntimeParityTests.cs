using Xunit;

namespace Audio2Mqtt.Torch.Tests.Golden;

/// <summary>Our float network with the 8-bit file's weights, against the scores that a real TFLite runtime gave for the same windows.</summary>
public sealed class RuntimeParityTests
{
    // One quantisation step of the runtime's logits is 0.347; rounding alone moves a logit by half a step, its inner activations add to it.
    private const double LargestLogitDifference = 0.35;

    // Outside, the runtime's 8-bit score is too coarse to tell the logit: at q = 10 one step of the score is already 0.1.
    private const int LowestScore = 15;
    private const int HighestScore = 245;

    [GoldenFact]
    public void Logits_are_within_0_35_of_the_runtimes_wherever_its_scores_are_fine_enough()
    {
        var (windows, compared, largest) = (0, 0, 0.0);
        foreach (var window in RuntimeWindows.Run())
        {
            windows++;
            for (var k = 0; k < 521; k++)
            {
                int q = window.Quantised[k];
                if (q is < LowestScore or > HighestScore)
                    continue;
                compared++;
                var logit = Math.Log(q / 256.0 / (1 - (q / 256.0)));
                largest = Math.Max(largest, Math.Abs(logit - window.Logits[k]));
            }
        }

        Assert.Equal(52, windows);
        Assert.True(compared > 100, $"only {compared} scores compared");
        Assert.InRange(largest, 0, LargestLogitDifference);
    }

    [GoldenFact]
    public void Our_first_class_is_among_the_runtimes_tied_first_in_every_window()
    {
        foreach (var window in RuntimeWindows.Run())
        {
            var ours = Array.IndexOf(window.Logits, window.Logits.Max());
            Assert.True(
                window.Quantised[ours] == window.Quantised.Max(),
                $"{window.Clip} at {window.Start}: class {ours} has {window.Quantised[ours]}, the first has {window.Quantised.Max()}");
        }
    }

    [GoldenFact]
    public void The_first_window_of_the_miaow_is_a_cat()
    {
        var window = RuntimeWindows.Run().First(window => window.Clip == "miaow_16k" && window.Start == 0);
        var scores = window.Logits.Select(logit => 1 / (1 + Math.Exp(-logit))).ToArray();
        var names = GenuineYamnet.Weights("lite6").ClassNames;
        var top = Enumerable.Range(0, 521).OrderByDescending(k => scores[k]).Take(5).ToArray();

        Assert.Equal(["Cat", "Animal", "Domestic animals, pets", "Meow", "Caterwaul"], top.Select(k => names[k]));
        double[] expected = [.80, .67, .67, .50, .33];
        for (var k = 0; k < 5; k++)
            Assert.Equal(expected[k], scores[top[k]], 0.05);
    }
}
