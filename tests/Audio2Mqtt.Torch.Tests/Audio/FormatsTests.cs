using Audio2Mqtt.Torch.Audio;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Audio;

/// <summary>Every format that a user may bring, encoded by ffmpeg: rate, channels, length and the tone inside.</summary>
public class FormatsTests
{
    private const int Frames = 44_100;

    [FfmpegTheory]
    [InlineData("a.flac", "FLAC", "16-bit FLAC", 44_100, "-sample_fmt", "s16")]
    [InlineData("a.flac", "FLAC", "24-bit FLAC", 44_100, "-sample_fmt", "s32")]
    [InlineData("a.ogg", "OGG", "Vorbis", 44_100, "-c:a", "libvorbis")]
    [InlineData("a.opus", "OGG", "Opus", 48_000)]
    [InlineData("a.mp3", "MPEG", "MP3", 44_100)]
    [InlineData("a.aiff", "AIFF", "16-bit PCM", 44_100)]
    [InlineData("a.w64", "W64", "16-bit PCM", 44_100)]
    [InlineData("a.voc", "voc", "pcm_s16le", 44_100, "-c:a", "pcm_s16le")]
    [InlineData("a.caf", "CAF", "24-bit PCM", 44_100, "-c:a", "pcm_s24be")]
    [InlineData("a.au", "AU", "16-bit PCM", 44_100)]
    [InlineData("alaw.wav", "WAV", "A-law", 44_100, "-c:a", "pcm_alaw")]
    [InlineData("rf64.wav", "RF64", "16-bit PCM", 44_100, "-rf64", "always")]
    [InlineData("a.m4a", "mov,mp4,m4a,3gp,3g2,mj2", "aac (LC)", 44_100)]
    [InlineData("alac.m4a", "mov,mp4,m4a,3gp,3g2,mj2", "alac", 44_100, "-c:a", "alac")]
    [InlineData("a.aac", "aac", "aac (LC)", 44_100)]
    [InlineData("a.wma", "asf", "wmav2", 44_100)]
    [InlineData("a.mka", "matroska,webm", "vorbis", 44_100, "-c:a", "libvorbis")]
    [InlineData("a.webm", "matroska,webm", "opus", 48_000)]
    [InlineData("a.ac3", "ac3", "ac3", 44_100)]
    public void A_tone_survives_every_format(string file, string container, string codec, int rate, params string[] options)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Encode(file, Signals.Tone(1000, 44_100, Frames, 2), 44_100, 2, options);
        using var reader = AudioInput.Open(path);
        Assert.Equal((container, codec, rate, 2), (reader.Info.Container, reader.Info.Codec, reader.SampleRate, reader.Channels));
        var samples = reader.ReadToEnd();

        // Lossy codecs put up to two of their frames (2 * 2048 samples) of padding around the sound; WMA's decoder drops its last frame.
        var frames = (long)Frames * rate / 44_100;
        Assert.InRange(samples.Length / 2, frames - (container == "asf" ? 2048 : 0), frames + 4096);
        Assert.InRange(reader.Info.Duration!.Value.TotalSeconds, 0.99, 1.1);
        var left = samples.Where((_, i) => i % 2 == 0).Skip(rate / 4).Take(rate / 2).ToArray();
        var right = samples.Where((_, i) => i % 2 == 1).Skip(rate / 4).Take(rate / 2).ToArray();

        // Half a decibel: what lossy codecs at their default rates do to a pure tone.
        Assert.InRange(Signals.Decibels(Signals.Amplitude(left, 1000, rate) / 0.5), -0.5, 0.5);
        Assert.InRange(Signals.Decibels(Signals.Amplitude(right, 1000, rate) / 0.25), -0.5, 0.5);
        Assert.Empty(reader.Warnings);
    }

    [FfmpegFact]
    public void The_sound_of_a_video_is_read_and_its_pictures_are_not()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Run(
            "film.mp4", "-f", "lavfi", "-i", "testsrc=duration=1:size=64x64", "-f", "lavfi", "-i", "sine=1000:duration=1:sample_rate=32000", "-shortest");
        using var reader = AudioInput.OpenMono16k(path);
        Assert.Equal((32_000, 1), (reader.Info.SampleRate, reader.Info.Channels));
        Assert.InRange(reader.ReadToEnd().Length, 16_000, 18_000);
    }

    [FfmpegFact]
    public void An_mp3_of_variable_rate_without_a_length_tag_is_read_to_its_end()
    {
        using var folder = new TemporaryFolder();
        var noise = Signals.Noise(5 * 44_100, seed: 1, amplitude: 0.3);
        noise.AsSpan(0, 44_100).Clear();
        var path = folder.Encode("a.mp3", noise, 44_100, 1, "-q:a", "5", "-write_xing", "0");
        using var reader = AudioInput.Open(path);

        // Without the tag the encoder's delay and padding stay in.
        Assert.InRange(reader.ReadToEnd().Length, 5 * 44_100, (5 * 44_100) + (4 * 1152));
    }

    [FfmpegFact]
    public void Two_mp3_files_one_after_the_other_are_both_read()
    {
        using var folder = new TemporaryFolder();
        var one = File.ReadAllBytes(folder.Encode("a.mp3", Signals.Noise(3 * 44_100, seed: 1), 44_100, 1));
        using var reader = AudioInput.Open(folder.Write("both.mp3", [.. one, .. one]));
        Assert.InRange(reader.ReadToEnd().Length, 6 * 44_100, (6 * 44_100) + (8 * 1152));
    }

    [FfmpegFact]
    public void Samples_beyond_full_scale_pass_through_ffmpeg_too()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Encode("a.mka", [.. Enumerable.Repeat(-3.5f, 1000)], 16_000, 1, "-c:a", "pcm_f32le");
        using var reader = AudioInput.Open(path);
        Assert.All(reader.ReadToEnd(), sample => Assert.Equal(-3.5f, sample));
    }

    [FfmpegTheory]
    [InlineData("-strange.m4a")]
    [InlineData("http:a:b.m4a")]
    [InlineData("50%d 'quoted' \"name\" $HOME.m4a")]
    [InlineData("\u043c\u044f\u0443 \u732b.m4a")]
    [InlineData("\u043c\u044f\u0443 \u732b.flac")]
    public void Names_are_never_taken_for_options_or_addresses(string name)
    {
        using var folder = new TemporaryFolder();
        var encoded = folder.Encode("x" + Path.GetExtension(name), Signals.Tone(440, 16_000, 16_000), 16_000, 1);
        var path = Path.Combine(folder.FullPath, name);
        File.Move(encoded, path);
        using var reader = AudioInput.Open(path);
        Assert.InRange(reader.ReadToEnd().Length, 16_000, 19_000);
    }

    [Theory]
    [InlineData("a.wav", true)]
    [InlineData("A.FLAC", true)]
    [InlineData("b/c.mp3", true)]
    [InlineData("film.MKV", true)]
    [InlineData("a.m4a", true)]
    [InlineData("a.txt", false)]
    [InlineData("wav", false)]
    [InlineData("a.wav.bak", false)]
    [InlineData("", false)]
    public void Audio_is_told_by_extension_when_folders_are_scanned(string path, bool expected) =>
        Assert.Equal(expected, AudioFormats.IsAudio(path));
}
