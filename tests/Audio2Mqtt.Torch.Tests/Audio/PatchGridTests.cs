using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Features;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Audio;

public class PatchGridTests
{
    [Theory]
    [InlineData(0, 48)]
    [InlineData(15_600, 48)]
    [InlineData(15_601, 48)]
    [InlineData(23_281, 48)]
    [InlineData(160_000, 96)]
    [InlineData(160_000, 1)]
    public void Yamnets_patches_are_cut_as_its_front_end_pads(long samples, int hopFrames)
    {
        var grid = new PatchGrid(15_600, hopFrames * 160);
        Assert.Equal(LogMel.PatchCount(samples, hopFrames / 100.0), grid.Count(samples));
        Assert.Equal(LogMel.PaddedLength(samples, hopFrames / 100.0), grid.PaddedLength(samples));
    }

    [Fact]
    public void Levels_are_those_of_the_samples_that_are_there()
    {
        var samples = new float[10];
        Array.Fill(samples, 0.1f);
        samples[8] = samples[9] = 1;
        var levels = new float[5];
        new PatchGrid(4, 2).Levels(samples, levels);

        // By hand: 0.1 is -20 dBFS; two samples of 0.1 and two of 1 have a mean square of 0.505; the fifth patch holds the two ones.
        float[] expected = [-20, -20, -20, 10 * MathF.Log10(0.505f), 0];
        Assert.All(expected.Zip(levels), pair => Assert.Equal(pair.First, pair.Second, 1e-3f));
    }

    [Fact]
    public void Silence_and_patches_after_the_end_have_the_floor()
    {
        var levels = new float[3];
        new PatchGrid(4, 4).Levels(new float[6], levels);
        Assert.All(levels, level => Assert.Equal(AudioLevel.FloorDbfs, level));
    }
}
