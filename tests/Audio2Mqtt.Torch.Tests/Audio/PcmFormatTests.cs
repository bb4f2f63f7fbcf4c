using Audio2Mqtt.Torch.Audio;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Audio;

/// <summary>Samples without a header.</summary>
public sealed class PcmFormatTests
{
    [Theory]
    [InlineData("s16le:48000:2", PcmEncoding.S16le, 48_000, 2)]
    [InlineData("S32LE:16000:1", PcmEncoding.S32le, 16_000, 1)]
    [InlineData("f32le:1000:64", PcmEncoding.F32le, 1_000, 64)]
    public void A_format_is_encoding_rate_and_channels(string text, PcmEncoding encoding, int rate, int channels)
    {
        Assert.True(PcmFormat.TryParse(text, out var format, out var error));
        Assert.Equal((encoding, rate, channels, null), (format!.Encoding, format.SampleRate, format.Channels, error));
        Assert.Equal(text.ToLowerInvariant(), format.ToString());
    }

    [Theory]
    [InlineData("", "is not ENCODING:RATE:CHANNELS, such as s16le:48000:2")]
    [InlineData("s16le:48000", "is not ENCODING:RATE:CHANNELS, such as s16le:48000:2")]
    [InlineData("s16:48000:2", "has the encoding 's16', which is not s16le, s32le or f32le")]
    [InlineData("s16le:48k:2", "has the rate '48k', which is not a whole number from 1000 to 1536000")]
    [InlineData("s16le:999:2", "has the rate '999', which is not a whole number from 1000 to 1536000")]
    [InlineData("s16le:48000:0", "has the channels '0', which are not a whole number from 1 to 64")]
    [InlineData("s16le:48000:-1", "has the channels '-1', which are not a whole number from 1 to 64")]
    public void What_is_wrong_is_told_by_its_part(string text, string expected)
    {
        Assert.False(PcmFormat.TryParse(text, out var format, out var error));
        Assert.Equal((null, expected), (format, error));
    }

    [Theory]
    [InlineData("s16le:16000:2", new byte[] { 0, 0x40, 0, 0xC0, 0, 0x80, 0xFF, 0x7F, 1, 2, 3 }, new[] { 0.5f, -0.5f, -1f, 32_767f / 32_768 })]
    [InlineData("s32le:16000:1", new byte[] { 0, 0, 0, 0x40, 0, 0, 0, 0x80, 9 }, new[] { 0.5f, -1f })]
    [InlineData("f32le:16000:1", new byte[] { 0, 0, 0x80, 0x3F, 0, 0, 0, 0xBF }, new[] { 1f, -0.5f })]
    public void Samples_are_read_as_they_come_and_a_part_of_a_frame_is_dropped(string text, byte[] bytes, float[] expected)
    {
        Assert.True(PcmFormat.TryParse(text, out var format, out _));

        // A byte at a time, as a slow pipe might give them.
        using var reader = new PcmReader(new SlowStream(bytes, 1), format!, "pipe");
        Assert.Equal(expected, reader.ReadToEnd());
    }
}
