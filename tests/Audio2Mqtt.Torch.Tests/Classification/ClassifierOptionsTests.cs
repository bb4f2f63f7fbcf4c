using Audio2Mqtt.Torch.Classification;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Classification;

public class ClassifierOptionsTests
{
    [Theory]
    [InlineData(0.5, 48)] // by hand: 96 frames times what is not heard again
    [InlineData(0, 96)]
    [InlineData(0.75, 24)]
    [InlineData(0.8, 19)]
    [InlineData(0.9999, 1)]
    public void Overlap_becomes_a_hop_of_whole_frames(double overlap, int frames) =>
        Assert.Equal(frames, new ClassifierOptions { Overlap = overlap }.HopFrames);

    [Fact]
    public void Values_outside_their_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClassifierOptions { Overlap = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClassifierOptions { Threshold = 1.1f });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClassifierOptions { SegmentThreshold = -0.1f });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClassifierOptions { TopK = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClassifierOptions { BatchSize = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClassifierOptions { Workers = 257 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClassifierOptions { Start = TimeSpan.FromTicks(-1) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClassifierOptions { Duration = TimeSpan.Zero });
    }
}
