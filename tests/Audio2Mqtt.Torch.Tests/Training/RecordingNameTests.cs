using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Training;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Training;

public class RecordingNameTests
{
    [Theory]
    [InlineData("1-19898-A", "1-19898")]
    [InlineData("1-19898-B", "1-19898")]
    [InlineData("1-19898-A-41", "1-19898")] // as ESC-50 itself names it
    [InlineData("rain_b", "rain")]
    [InlineData("rain_part3", "rain")]
    [InlineData("rain-chunk3", "rain")]
    [InlineData("rain_seg3", "rain")]
    [InlineData("Rain Part 12", "Rain")]
    [InlineData("rain_segment-07", "rain")]
    [InlineData("rain (2)", "rain")]
    [InlineData("rain(2)", "rain")]
    [InlineData("rain_part3 (2)", "rain")]
    [InlineData("kitchen, Tür_at_00h02m13s500", "kitchen, Tür")]
    [InlineData("kitchen_at_10h59m00s000", "kitchen")]
    [InlineData("rain_part3_at_00h00m00s000", "rain")]
    public void A_marker_makes_a_piece(string stem, string recording)
    {
        Assert.Equal(recording, RecordingName.Of(stem, out var isPiece));
        Assert.True(isPiece);
    }

    [Theory]
    [InlineData("ring_001")]
    [InlineData("ring 2")]
    [InlineData("ring-3")]
    [InlineData("20240101_120000")]
    [InlineData("5-9032-0")]
    [InlineData("clip7")]
    [InlineData("partner3")]
    [InlineData("a")]
    [InlineData("_a")]
    [InlineData("(2)")]
    [InlineData("")]
    [InlineData("glass_at_home")]
    public void Other_names_are_recordings_of_their_own(string stem)
    {
        Assert.Equal(stem, RecordingName.Of(stem, out var isPiece));
        Assert.False(isPiece);
    }

    [Theory]
    [InlineData("background", true)]
    [InlineData("_background_noise_", true)]
    [InlineData("Negative", true)]
    [InlineData("OTHER", true)]
    [InlineData("ambient noise", true)]
    [InlineData("silence2", true)]
    [InlineData("dog", false)]
    [InlineData("another", false)]
    [InlineData("", false)]
    public void Background_classes_are_known_by_name(string name, bool expected) => Assert.Equal(expected, BackgroundClasses.IsBackground(name));

    [Theory]
    [InlineData(12.0, new[] { 5.0, 5.0, 2.0 })]
    [InlineData(10.0, new[] { 5.0, 5.0 })]
    [InlineData(10.1, new[] { 5.0, 5.1 })] // 0.1 s is too short to stand alone
    [InlineData(10.2, new[] { 5.0, 5.0, 0.2 })]
    [InlineData(0.2, new[] { 0.2 })]
    [InlineData(0.19, new double[0])]
    public void Pieces_cover_a_stretch_without_a_rest_too_short_to_use(double seconds, double[] expected)
    {
        var start = TimeSpan.FromSeconds(100);
        var pieces = ClipPieces.Cut(start, start + TimeSpan.FromSeconds(seconds), 5, 0.2).ToList();
        Assert.Equal(expected, pieces.Select(piece => Math.Round(piece.Duration.TotalSeconds, 6)));
        foreach (var (from, duration) in pieces)
        {
            Assert.Equal(start, from);
            start += duration;
        }
    }
}
