using Audio2Mqtt.Torch.Audio;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Audio;

/// <summary>Start and duration, exact to the sample.</summary>
public class RangeTests
{
    private const int Rate = 44_100;

    [FfmpegTheory]
    [InlineData("a.wav")]
    [InlineData("a.flac")]
    [InlineData("a.ogg")]
    [InlineData("a.opus")]
    [InlineData("a.mp3")]
    [InlineData("a.m4a")]
    [InlineData("a.mka")]
    [InlineData("a.aac")]
    public void A_part_is_exactly_that_part_of_the_whole(string file)
    {
        using var folder = new TemporaryFolder();

        // A chirp tells every position, and unlike noise no decoder makes it up from random numbers of its own, as AAC may.
        var path = folder.Encode(file, Signals.Chirp(6 * Rate, Rate, channels: 2), Rate, 2);
        float[] whole;
        int rate;
        using (var reader = AudioInput.Open(path)) (whole, rate) = (reader.ReadToEnd(), reader.SampleRate);
        foreach (var (start, duration) in ((double, double)[])[(0.5, 1), (1.23456, 0.1), (3.999, 1.5), (0, 0.25), (5, 0.5)])
        {
            var options = new AudioInputOptions { Start = TimeSpan.FromSeconds(start), Duration = TimeSpan.FromSeconds(duration) };
            using var reader = AudioInput.Open(path, options);
            var part = reader.ReadToEnd();
            var first = (int)Math.Round(start * rate) * 2;
            var expected = whole.AsSpan(first, (int)Math.Round(duration * rate) * 2).ToArray();
            Assert.Equal(expected.Length, part.Length);

            // Opus and AAC decoders forget their past over some frames: what is left is below 16 bits' last bit but for rare frames.
            for (var i = 0; i < part.Length; i++) Assert.InRange(part[i] - expected[i], -2e-4f, 2e-4f);
        }
    }

    [Fact]
    public void A_duration_beyond_the_end_ends_at_the_end()
    {
        var samples = Signals.Noise(Rate, seed: 2);
        var options = new AudioInputOptions { Start = TimeSpan.FromSeconds(0.75), Duration = TimeSpan.FromMinutes(1) };
        using var reader = AudioInput.Open(new MemoryStream(WavFile.Bytes(samples, Rate, 1, 32, isFloat: true)), "a.wav", options);
        Assert.Equal(Rate / 4, reader.Frames);
        Assert.Equal(samples[(Rate * 3 / 4)..], reader.ReadToEnd());
    }

    [Fact]
    public void A_start_beyond_the_end_is_an_error_that_tells_the_end()
    {
        var file = WavFile.Bytes(Signals.Noise(Rate, seed: 2), Rate, 1, 16);
        var options = new AudioInputOptions { Start = TimeSpan.FromSeconds(90) };
        var error = Assert.Throws<AudioException>(() => AudioInput.Open(new MemoryStream(file), "a.wav", options));
        Assert.Equal("a.wav: the start 1:30.000 lies beyond the audio, which ends at 0:01.000", error.Message);
    }

    [FfmpegFact]
    public void A_start_beyond_the_end_is_told_where_the_length_is_unknown_too()
    {
        using var folder = new TemporaryFolder();
        foreach (var file in (string[])["a.m4a", "a.mka"])
        {
            var path = folder.Encode(file, Signals.Noise(16_000, seed: 2), 16_000, 1);
            var error = Assert.Throws<AudioException>(() => AudioInput.Open(path, new AudioInputOptions { Start = TimeSpan.FromSeconds(90) }));
            Assert.Contains("the start 1:30.000 lies beyond the audio, which ends at 0:01.", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_part_is_cut_first_and_resampled_then()
    {
        var samples = Signals.Noise(2 * Rate, seed: 3);
        var options = new AudioInputOptions
        {
            Start = TimeSpan.FromSeconds(0.5), Duration = TimeSpan.FromSeconds(1), SampleRate = 16_000, Mono = true,
        };
        using var reader = AudioInput.Open(new MemoryStream(WavFile.Bytes(samples, Rate, 1, 32, isFloat: true)), "a.wav", options);
        Assert.Equal(16_000, reader.Frames);
        Assert.Equal(Resampler.Convert(samples.AsSpan(Rate / 2, Rate), Rate, 16_000), reader.ReadToEnd());
    }

    [Fact]
    public void Options_out_of_range_are_refused_by_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>("Start", () => new AudioInputOptions { Start = TimeSpan.FromSeconds(-1) });
        Assert.Throws<ArgumentOutOfRangeException>("Duration", () => new AudioInputOptions { Duration = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>("SampleRate", () => new AudioInputOptions { SampleRate = 10 });
    }
}
