using System.Text;
using Audio2Mqtt.Torch.Audio;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Audio;

/// <summary>What ffmpeg 5.1 and 7.1 say of the same inputs, as they said it: one reason comes of both.</summary>
public sealed class FfmpegLogTests
{
    [Theory]
    [InlineData("[error] a.wav: Invalid data found when processing input\n")]
    [InlineData("""
        [in#0 @ 0x557aef553140] [error] Error opening input: Invalid data found when processing input
        [error] Error opening input file a.wav.
        [fatal] Error opening input files: Invalid data found when processing input

        """)]
    public void A_file_that_is_no_audio_has_one_reason_in_every_release(string told) =>
        Assert.Equal("Invalid data found when processing input", Reason("a.wav", told));

    [Theory]
    [InlineData("[fatal] Stream map '0:a:0' matches no streams.\nTo ignore this, add a trailing '?' to the map.\n")]
    [InlineData("""
        [fatal] Stream map '' matches no streams.
        To ignore this, add a trailing '?' to the map.
        [error] Failed to set value '0:a:0' for option 'map': Invalid argument
        [error] Error parsing options for output file pipe:1.
        [fatal] Error opening output files: Invalid argument

        """)]
    public void A_video_without_sound_has_one_reason_in_every_release(string told) => Assert.Equal("it holds no audio stream", Reason("v.mp4", told));

    [Theory]
    [InlineData("[error] http://me:secret@127.0.0.1:9/x: Connection refused\n")]
    [InlineData("""
        [in#0 @ 0x55ae889b3140] [error] Error opening input: Connection refused
        [error] Error opening input file http://me:secret@127.0.0.1:9/x.
        [error] cannot follow http://me:secret@127.0.0.1:9/x any further
        [fatal] Error opening input files: Connection refused

        """)]
    public void A_password_in_an_address_never_shows(string told)
    {
        var reason = Reason("http://me:secret@127.0.0.1:9/x", told);

        Assert.StartsWith("Connection refused", reason, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", reason, StringComparison.Ordinal);
    }

    private static string Reason(string input, string told)
    {
        var log = new FfmpegLog(input);
        log.ReadAll(new MemoryStream(Encoding.UTF8.GetBytes(told)));
        return log.Reason;
    }
}
