using Audio2Mqtt.Torch.Audio;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Audio;

/// <summary>WAV in all its depths, rates and channel counts: what goes in comes out.</summary>
public class SoundFileTests
{
    public static TheoryData<int, bool, int, int> Depths()
    {
        var data = new TheoryData<int, bool, int, int>();
        foreach (var (bits, isFloat) in ((int, bool)[])[(8, false), (16, false), (24, false), (32, false), (32, true), (64, true)])
        {
            foreach (var (rate, channels) in ((int, int)[])[(8_000, 1), (11_025, 2), (44_100, 1), (44_100, 2), (48_000, 6), (96_000, 3), (192_000, 8)])
                data.Add(bits, isFloat, rate, channels);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Depths))]
    public void A_wav_file_of_any_depth_rate_and_channels_gives_its_samples(int bits, bool isFloat, int rate, int channels)
    {
        var samples = Signals.Tone(440, rate, 1000, channels, amplitude: 0.9);
        foreach (var extensible in (bool[])[false, true])
        {
            using var reader = AudioInput.Open(new MemoryStream(WavFile.Bytes(samples, rate, channels, bits, isFloat, extensible)), "test.wav");
            Assert.Equal((rate, channels, 1000L), (reader.SampleRate, reader.Channels, reader.Frames));
            var read = reader.ReadToEnd();
            Assert.Equal(samples.Length, read.Length);

            // Half a step of the depth, and a float's own rounding.
            var tolerance = isFloat ? 0 : (0.5f / (1L << (bits - 1))) + 1e-7f;
            for (var i = 0; i < samples.Length; i++) Assert.InRange(read[i] - samples[i], -tolerance, tolerance);
            Assert.Empty(reader.Warnings);
        }
    }

    [Theory]
    [InlineData(32)]
    [InlineData(64)]
    public void Samples_beyond_full_scale_are_kept(int bits)
    {
        float[] samples = [0, 1.5f, -2.25f, 100, -1000, 1];
        using var reader = AudioInput.Open(new MemoryStream(WavFile.Bytes(samples, 16_000, 1, bits, isFloat: true)), "loud.wav");
        Assert.Equal(samples, reader.ReadToEnd());
    }

    [Fact]
    public void The_original_format_is_told_after_resampling_and_mixing()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.wav", WavFile.Bytes(Signals.Tone(440, 44_100, 88_200, 2), 44_100, 2, 24));
        using var reader = AudioInput.OpenMono16k(path);
        Assert.Equal(new AudioInfo("WAV", "24-bit PCM", 44_100, 2, TimeSpan.FromSeconds(2)), reader.Info);
        Assert.Equal("WAV, 24-bit PCM, 44100 Hz, 2 channels, 0:02.000", reader.Info.ToString());
        Assert.Equal((16_000, 1, 32_000L), (reader.SampleRate, reader.Channels, reader.Frames));
        Assert.Equal(32_000, reader.ReadToEnd().Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Mono_is_the_mean_of_the_channels(int channels)
    {
        var samples = Signals.Noise(500 * channels, seed: 1);
        using var reader = AudioInput.Open(
            new MemoryStream(WavFile.Bytes(samples, 16_000, channels, 32, isFloat: true)), "a.wav", new AudioInputOptions { Mono = true });
        var mono = reader.ReadToEnd();
        Assert.Equal((1, 500), (reader.Channels, mono.Length));
        for (var i = 0; i < mono.Length; i++)
        {
            // Eight float additions of numbers below 0.5 round by less than 1e-6.
            Assert.Equal(samples.Skip(i * channels).Take(channels).Average(sample => (double)sample), mono[i], 1e-6);
        }
    }

    [Fact]
    public void Blocks_of_any_size_give_the_same_samples()
    {
        var file = WavFile.Bytes(Signals.Noise(2 * 30_000, seed: 2), 44_100, 2, 16);
        var options = new AudioInputOptions { SampleRate = 16_000, Mono = true };
        using var whole = AudioInput.Open(new MemoryStream(file), "a.wav", options);
        using var pieces = AudioInput.Open(new MemoryStream(file), "a.wav", options);
        var expected = whole.ReadToEnd();
        var (random, actual, block) = (new Random(3), new List<float>(), new float[999]);
        for (int count; (count = pieces.Read(block.AsSpan(0, random.Next(1, block.Length)))) > 0;) actual.AddRange(block.AsSpan(0, count));
        Assert.Equal(expected, actual);
        Assert.Equal(0, pieces.Read(block));
    }

    [Fact]
    public void A_buffer_without_room_for_a_frame_is_a_programmers_error()
    {
        using var reader = AudioInput.Open(new MemoryStream(WavFile.Bytes(new float[20], 16_000, 2, 16)), "a.wav");
        Assert.Throws<ArgumentException>(() => reader.Read(new float[1]));
    }

    [Fact]
    public void A_wav_file_of_unknown_length_as_pipes_leave_them_reads_to_its_end_without_a_warning()
    {
        var file = WavFile.Bytes(Signals.Noise(1000, seed: 4), 16_000, 1, 16);
        file.AsSpan(4, 4).Fill(0xFF);
        file.AsSpan(40, 4).Fill(0xFF);
        using var reader = AudioInput.Open(new MemoryStream(file), "a.wav");
        Assert.Equal(1000, reader.ReadToEnd().Length);
        Assert.Empty(reader.Warnings);
    }
}
