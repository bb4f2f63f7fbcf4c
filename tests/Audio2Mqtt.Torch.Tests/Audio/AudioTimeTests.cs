using Audio2Mqtt.Torch.Audio;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Audio;

public class AudioTimeTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("90", 90)]
    [InlineData("1.5", 1.5)]
    [InlineData(".25", 0.25)]
    [InlineData("1:30", 90)]
    [InlineData("01:02.250", 62.25)]
    [InlineData("90:00", 5400)]
    [InlineData("1:02:03.004", 3723.004)]
    [InlineData("0.0000227", 0.0000227)]
    public void Times_are_seconds_or_minutes_or_hours(string text, double seconds)
    {
        Assert.True(AudioTime.TryParse(text, out var time));
        Assert.Equal(seconds, time.TotalSeconds, 1e-7);
        Assert.Equal(time, AudioTime.Parse(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("-1")]
    [InlineData("1:60")]
    [InlineData("1:99:00")]
    [InlineData("1.5:30")]
    [InlineData("1:2:3:4")]
    [InlineData("1,5")]
    [InlineData("1e3")]
    [InlineData(" 1")]
    [InlineData("NaN")]
    [InlineData("abc")]
    [InlineData(":")]
    [InlineData("99999999999999999999")]
    public void What_is_no_time_is_refused(string? text) => Assert.False(AudioTime.TryParse(text, out _));

    [Fact]
    public void The_error_names_the_text_and_what_to_write() => Assert.Equal(
        "'1:60' is not a time: write seconds (90.5), mm:ss (1:30) or hh:mm:ss (0:01:30.5)",
        Assert.Throws<Audio2MqttException>(() => AudioTime.Parse("1:60")).Message);

    [Theory]
    [InlineData(0, "0:00.000")]
    [InlineData(61.5, "1:01.500")]
    [InlineData(3723.004, "1:02:03.004")]
    [InlineData(59.9996, "1:00.000")]
    public void Times_are_written_as_they_are_read(double seconds, string expected) =>
        Assert.Equal(expected, AudioTime.Format(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(1, 44_100, 44_100)]
    [InlineData(0.5, 11_025, 5513)]
    [InlineData(360_000, 192_000, 69_120_000_000)]
    public void Frames_of_a_time_are_exact(double seconds, int rate, long frames) =>
        Assert.Equal(frames, AudioTime.ToFrames(TimeSpan.FromSeconds(seconds), rate));
}
