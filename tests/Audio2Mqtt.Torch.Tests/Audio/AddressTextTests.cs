using Audio2Mqtt.Torch.Audio;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Audio;

/// <summary>Passwords of cameras stay where they belong.</summary>
public sealed class AddressTextTests
{
    [Theory]
    [InlineData("rtsp://host/live", "rtsp://host/live")]
    [InlineData("rtsp://user:secret@host:554/live", "rtsp://host:554/live")]
    [InlineData("rtsp://user:sec@ret@host:554/live", "rtsp://host:554/live")]
    [InlineData("rtsp://user:sec/ret@host:554/live", "rtsp://host:554/live")]
    [InlineData("rtsp://user:sec?ret@host/live", "rtsp://host/live")]
    [InlineData("rtsp://user:sec#ret@host", "rtsp://host")]
    [InlineData("http://host/@somebody/live", "http://host/@somebody/live")]
    [InlineData("http://[::1]:8000/@somebody", "http://[::1]:8000/@somebody")]
    [InlineData("http://host:80/live?user=me&password=secret", "http://host:80/live")]
    [InlineData("http://host#secret", "http://host")]
    [InlineData("srt://host:9000?passphrase=secret", "srt://host:9000")]
    public void User_password_and_query_are_left_out(string url, string expected) => Assert.Equal(expected, AddressText.WithoutSecrets(url));

    [Fact]
    public void Addresses_inside_a_text_are_cleaned_too() =>
        Assert.Equal(
            "Error when loading 'http://host/a.ts and http://other/b",
            AddressText.Clean("Error when loading 'http://me:se'cret@host/a.ts?token=secret' and http://other/b?c"));

    [Theory]
    [InlineData("rtsp://me:se'cret@host/live")]
    [InlineData("http://me:se'cret@host/live?secret")]
    [InlineData("http://host/live?token=secret")]
    public void No_command_line_of_ffmpeg_has_a_secret(string url)
    {
        foreach (var source in (FfmpegSource[])[FfmpegSource.Url(url), FfmpegSource.LiveUrl(url)])
        {
            Assert.DoesNotContain(source.Arguments, argument => argument.Contains("cret", StringComparison.Ordinal));
            Assert.DoesNotContain("cret", source.Name, StringComparison.Ordinal);

            // ffmpeg's own way of an apostrophe in quotes.
            Assert.Contains($"file '{url.Replace("'", "'\\''", StringComparison.Ordinal)}'\n", source.Script, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("http://host/a\nfile '/etc/passwd'?b")]
    [InlineData("http://host/a\rb")]
    public void An_address_cannot_add_lines_to_what_ffmpeg_reads(string url) => Assert.Throws<AudioException>(() => FfmpegSource.LiveUrl(url));

    [Fact]
    public void A_recording_without_secrets_is_still_named_on_the_command_line() =>
        Assert.Contains("http://host/clip.mp3", FfmpegSource.Url("http://host/clip.mp3").Arguments);
}
