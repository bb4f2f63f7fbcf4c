using Audio2Mqtt.Torch.Audio;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Audio;

/// <summary>Reading stretches of an open source equals opening it for each of them.</summary>
public sealed class StretchReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Stretches_of_a_wav_file_are_those_of_a_file_opened_for_each() =>
        AssertSame(folder.Write("a.wav", WavFile.Bytes(Signals.Chirp(44_100 * 3, 44_100, 2), 44_100, 2, 16)));

    // Vorbis: libsndfile does not seek exactly, so it is decoded on. ADTS: neither does ffmpeg. M4A: ffmpeg begins anew.
    [FfmpegTheory]
    [InlineData("a.ogg")]
    [InlineData("a.aac")]
    [InlineData("a.m4a")]
    public void Stretches_of_other_formats_are_those_of_a_file_opened_for_each(string name) =>
        AssertSame(folder.Encode(name, Signals.Chirp(44_100 * 3, 44_100, 1), 44_100, 1));

    [Fact]
    public void A_sample_that_is_no_number_spoils_its_own_stretch_only()
    {
        var samples = Signals.Noise(16_000 * 3, seed: 1);
        samples[20_000] = float.NaN; // in the second of three seconds
        using var reader = new StretchReader(folder.Write("a.wav", WavFile.Bytes(samples, 16_000, 1, 32, isFloat: true)), 16_000, default);
        Assert.Equal(samples[..16_000], Second(reader, 0));
        Assert.Contains("is not a number", Assert.Throws<AudioException>(() => Second(reader, 1)).Message, StringComparison.Ordinal);
        Assert.Equal(samples[32_000..], Second(reader, 2));
    }

    [Fact]
    public void A_stretch_may_reach_beyond_the_end_and_not_begin_there()
    {
        using var reader = new StretchReader(folder.Write("a.wav", WavFile.Bytes(Signals.Noise(24_000, seed: 1), 16_000, 1, 16)), 16_000, default);
        Assert.Equal(8_000, Second(reader, 1).Length);
        Assert.Contains("ends before 0:02.000", Assert.Throws<AudioException>(() => Second(reader, 2)).Message, StringComparison.Ordinal);
        Assert.Throws<AudioException>(() => Second(reader, 3));
        Assert.Equal(16_000, Second(reader, 0).Length);
    }

    private static float[] Second(StretchReader reader, int number) => reader.Read(TimeSpan.FromSeconds(number), TimeSpan.FromSeconds(1));

    private static void AssertSame(string path)
    {
        // Neighbours, a gap, a step back, all of it, and a start between two frames.
        (double Start, double? Duration)[] stretches = [(0, 0.5), (0.5, 0.25), (1.7, 0.3), (1.0001, 0.7), (0, null), (2.2, null)];
        using var reader = new StretchReader(path, 16_000, default);
        foreach (var (start, duration) in stretches)
        {
            var options = new AudioInputOptions { Start = TimeSpan.FromSeconds(start), Duration = duration is { } d ? TimeSpan.FromSeconds(d) : null };
            using var alone = AudioInput.OpenMono16k(path, options);
            Assert.Equal(alone.ReadToEnd(), reader.Read(options.Start, options.Duration));
        }
    }
}
