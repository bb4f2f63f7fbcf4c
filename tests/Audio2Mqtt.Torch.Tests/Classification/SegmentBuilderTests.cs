using Audio2Mqtt.Torch.Classification;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Classification;

public class SegmentBuilderTests
{
    private static readonly string[] Names = ["a", "b"];
    private static readonly float[] Half = [0.5f, 0.5f];

    [Fact]
    public void Adjacent_patches_are_one_segment_with_their_peak() =>
        Assert.Equal(["a 1..3 0.8"], Build(48, [0.1f, 0.5f, 0.8f, 0.6f, 0.2f]));

    [Fact]
    public void Patches_that_touch_are_one_segment() =>
        Assert.Equal(["a 0..2 0.7"], Build(48, [0.6f, 0.1f, 0.7f])); // 0 to 0.96 s and 0.96 to 1.92 s

    [Fact]
    public void Patches_with_time_between_them_are_two_segments() =>
        Assert.Equal(["a 0..0 0.6", "a 3..3 0.7"], Build(48, [0.6f, 0.1f, 0.1f, 0.7f]));

    [Fact]
    public void Without_overlap_only_neighbours_touch() =>
        Assert.Equal(["a 0..0 0.6", "a 2..3 0.9"], Build(96, [0.6f, 0.1f, 0.7f, 0.9f]));

    [Fact]
    public void The_threshold_is_included() => Assert.Equal(["a 0..0 0.5"], Build(48, [0.5f]));

    [Fact]
    public void Segments_come_by_start_then_by_peak()
    {
        var builder = new SegmentBuilder(96, 48);
        builder.Add(0, [0.6f, 0.9f], Half, [0, 1]);
        builder.Add(1, [0.7f, 0.1f], Half, [0, 1]);
        Assert.Equal(["b 0..0 0.9", "a 0..1 0.7"], Texts(builder));
    }

    [Fact]
    public void Each_class_has_a_threshold_of_its_own()
    {
        var builder = new SegmentBuilder(96, 48);
        builder.Add(0, [0.6f, 0.6f], [0.7f, 0.3f], [0, 1]);
        Assert.Equal(["b 0..0 0.6"], Texts(builder));
    }

    private static string[] Build(int hopFrames, float[] scores)
    {
        var builder = new SegmentBuilder(96, hopFrames);
        for (var patch = 0; patch < scores.Length; patch++) builder.Add(patch, [scores[patch], 0], Half, [0, 1]);
        return Texts(builder);
    }

    private static string[] Texts(SegmentBuilder builder) => Array.ConvertAll(
        builder.Finish((first, last) => (TimeSpan.FromSeconds(first), TimeSpan.FromSeconds(last)), Names),
        segment => $"{segment.Name} {segment.Start.TotalSeconds}..{segment.End.TotalSeconds} {segment.PeakScore:0.0}");
}
