using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Preparation;
using Audio2Mqtt.Torch.Tests.Audio;
using Audio2Mqtt.Torch.Tests.Features;
using Audio2Mqtt.Torch.Training.Augmentation;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Preparation;

public sealed class PreparedReaderTests : IDisposable
{
    private const int Rate = 16_000;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false, null, 3.0)]
    [InlineData(false, 20.0, 3.0)]
    [InlineData(true, null, 0.3)]
    [InlineData(true, null, 12.0)]
    [InlineData(true, 20.0, 0.3)]
    [InlineData(true, 12.0, 7.0)]
    public void A_file_becomes_what_the_same_samples_become_in_memory(bool denoise, double? topDb, double seconds)
    {
        var preparation = new SoundPreparation { Denoise = denoise, TrimTopDb = topDb };
        var samples = Sound(seconds);
        var expected = PreparedReader.Apply(samples, preparation);
        var path = folder.Write("sound.wav", WavFile.Bytes(samples, Rate, 1, 32, isFloat: true));
        foreach (var piece in (int[])[1 << 16, 777])
        {
            using var reader = PreparedReader.Open(path, preparation);
            Assert.Equal(expected, Read(reader, piece));
        }

        Assert.Equal(topDb is null, expected.Length == samples.Length);
        Assert.Equal(denoise || topDb is not null, !ReferenceEquals(samples, expected));
    }

    [Fact]
    public void Where_a_trimmed_recording_begins_is_told_to_25_ms()
    {
        float[] samples = [.. new float[24_000], .. Signals.Tone(440, Rate, Rate), .. new float[8_000]];
        using var reader = PreparedReader.Open(folder.Write("late.wav", WavFile.Bytes(samples, Rate, 1, 32, isFloat: true)), new() { TrimTopDb = 20 });
        Assert.Equal(TimeSpan.Zero, reader.Begin);
        var length = Read(reader, 4096).Length;
        Assert.InRange(reader.Begin.TotalSeconds, 1.475, 1.5);
        Assert.InRange((length / (double)Rate) + reader.Begin.TotalSeconds, 2.5, 2.525);
    }

    [Fact]
    public void A_recording_without_any_sound_stays_whole()
    {
        var path = folder.Write("still.wav", WavFile.Bytes(new float[Rate], Rate, 1, 16));
        using var reader = PreparedReader.Open(path, new() { Denoise = true, TrimTopDb = 20 });
        Assert.Equal(new float[Rate], Read(reader, 1000));
    }

    [Fact]
    public void Samples_beyond_the_memory_come_back_from_the_disk()
    {
        var samples = Signals.Noise(10_000, seed: 3);
        using var spool = new SampleSpool("noise", maxMemorySamples: 1_234);
        for (var at = 0; at < samples.Length; at += 700) spool.Write(samples.AsSpan(at, Math.Min(700, samples.Length - at)));
        Assert.Equal(samples.Length, spool.Length);
        foreach (var (first, length) in ((int, int)[])[(0, 10_000), (0, 1_234), (1_000, 500), (1_234, 1), (9_999, 1), (5_000, 0)])
        {
            var read = new float[length];
            spool.Read(first, read);
            Assert.Equal(samples[first..(first + length)], read);
        }
    }

    [Fact]
    public void The_temporary_file_is_gone_at_the_latest_with_the_samples()
    {
        string[] Files() => Directory.GetFiles(Path.GetTempPath(), $"a2m-{Environment.ProcessId}-*");
        string? path;
        using (var spool = new SampleSpool("noise", maxMemorySamples: 0))
        {
            var before = Files();
            spool.Write([1, 2, 3]);

            // Twice, as other tests' files come and go meanwhile.
            path = Files().Except(before).Intersect(Files()).FirstOrDefault();

            // Where a name is not the file it goes at once, so that a process that is killed leaves none.
            Assert.Equal(OperatingSystem.IsWindows(), path is not null);
        }

        Assert.False(File.Exists(path));
    }

    [Theory]
    [InlineData(-19, false)]
    [InlineData(-21, true)]
    public void Live_what_follows_a_sound_is_silence_under_20_dB_for_two_seconds(double levelDb, bool isSilence)
    {
        var trim = new LiveTrim(20, 15_600, 7_680);
        var (loud, quiet) = (Signals.Tone(440, Rate, 15_600), Signals.Tone(440, Rate, 15_600, amplitude: 0.5 * Math.Pow(10, levelDb / 20)));
        Assert.False(trim.IsSilence(quiet)); // nothing louder was heard
        Assert.False(trim.IsSilence(loud));

        // Patches that begin 0.48 to 1.92 s after the loud one's beginning; the next begins after 2.4 s.
        for (var k = 0; k < 4; k++) Assert.Equal(isSilence, trim.IsSilence(quiet));
        Assert.False(trim.IsSilence(quiet));
        Assert.False(trim.IsSilence(loud));
        trim.Reset();
        Assert.False(trim.IsSilence(quiet));
    }

    [Fact]
    public void Live_a_patch_is_as_loud_as_its_loudest_25_ms()
    {
        var trim = new LiveTrim(20, 15_600, 7_680);
        var click = new float[15_600];
        Signals.Tone(440, Rate, 400).CopyTo(click, 9_000);
        Assert.False(trim.IsSilence(Signals.Tone(440, Rate, 15_600)));

        // Its RMS is 16 dB lower than the tone's and 40 dB lower where it is silent.
        Assert.False(trim.IsSilence(click));
        Assert.True(trim.IsSilence(new float[15_600]));
    }

    // A tone in pink noise between quieter noise.
    private static float[] Sound(double seconds) =>
        NoisyTones.Mix(NoisyTones.Tone(800, seconds / 3, seconds * 2 / 3, seconds), NoisyTones.Noise(NoiseColour.Pink, seconds, seed: 4), 25);

    private static float[] Read(PreparedReader reader, int piece)
    {
        var (samples, block) = (new List<float>(), new float[piece]);
        for (int count; (count = reader.Read(block)) > 0;) samples.AddRange(block[..count]);
        return [.. samples];
    }
}
