using Audio2Mqtt.Torch.Events;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Events;

public sealed class DetectionOptionsTests
{
    [Theory]
    [InlineData("2/3", 2, 3)]
    [InlineData(" 1 / 1 ", 1, 1)]
    [InlineData("4", 4, 4)]
    [InlineData("50/50", 50, 50)]
    public void A_confirmation_is_read_as_it_is_written(string text, int hits, int patches)
    {
        Assert.True(Confirmation.TryParse(text, out var confirmation));
        Assert.Equal((hits, patches), (confirmation.Hits, confirmation.Patches));
        Assert.Equal($"{hits}/{patches}", confirmation.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("3/2")]
    [InlineData("0/1")]
    [InlineData("1/51")]
    [InlineData("-1/2")]
    [InlineData("1/2/3")]
    [InlineData("two")]
    public void What_is_no_confirmation_is_refused(string? text) => Assert.False(Confirmation.TryParse(text, out _));

    [Fact]
    public void Values_outside_their_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new DetectionOptions { SmoothingPatches = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new DetectionOptions { Confirm = default });
        Assert.Throws<ArgumentOutOfRangeException>(() => new DetectionOptions { UpdateInterval = TimeSpan.FromTicks(-1) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Confirmation(3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => TrackerStream.Rule() with { StartThreshold = float.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => TrackerStream.Rule() with { MaxDuration = TimeSpan.Zero });
        Assert.Throws<ArgumentException>(() => TrackerStream.Rule() with { Classes = [] });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EnergyGateOptions { ThresholdDbfs = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EnergyGateOptions { ThresholdDbfs = float.NaN });
    }

    [Fact]
    public void A_release_threshold_that_nobody_gives_follows_the_start_threshold()
    {
        var rule = new SoundRule { Name = "dog", Classes = [0], StartThreshold = 0.8f };
        Assert.Equal(0.8f * SoundRule.ReleaseShare, rule.ReleaseThreshold);
        Assert.Equal(0.6f * SoundRule.ReleaseShare, (rule with { StartThreshold = 0.6f }).ReleaseThreshold);
        Assert.Equal(0.1f, (rule with { ReleaseThreshold = 0.1f }).ReleaseThreshold);
    }
}
