using Audio2Mqtt.Torch.Audio;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Audio;

public class ResamplerTests
{
    private const int Output = 16_000;

    [Theory]
    [InlineData(8_000)]
    [InlineData(11_025)]
    [InlineData(22_050)]
    [InlineData(32_000)]
    [InlineData(44_100)]
    [InlineData(48_000)]
    [InlineData(96_000)]
    [InlineData(192_000)]
    public void Resampling_keeps_a_1_kHz_tone_within_0_01_dB(int rate)
    {
        var output = Resampler.Convert(Signals.Tone(1000, rate, rate * 2), rate, Output);

        // The middle second: edges ring, as they must where a tone begins at once.
        var amplitude = Signals.Amplitude(output.AsSpan(Output / 2, Output), 1000, Output);
        Assert.InRange(Signals.Decibels(amplitude / 0.5), -0.01, 0.01);
    }

    [Theory]
    [InlineData(8_000, 44_100)]
    [InlineData(10_000, 44_100)]
    [InlineData(12_000, 48_000)]
    [InlineData(15_000, 44_100)]
    [InlineData(21_000, 44_100)]
    [InlineData(40_000, 96_000)]
    public void Resampling_keeps_aliases_under_minus_90_dB(int hertz, int rate)
    {
        var output = Resampler.Convert(Signals.Tone(hertz, rate, rate * 2, amplitude: 1), rate, Output);

        // Everything that is left of a tone beyond 8 kHz is an alias.
        Assert.True(Signals.Decibels(AudioLevel.Peak(output.AsSpan(Output / 2, Output))) < -90);
    }

    [Fact]
    public void The_pass_band_is_flat_within_a_tenth_of_a_decibel_up_to_7_kHz()
    {
        for (var hertz = 100; hertz <= 7000; hertz += 300)
        {
            var output = Resampler.Convert(Signals.Tone(hertz, 44_100, 44_100), 44_100, Output);
            var amplitude = Signals.Amplitude(output.AsSpan(4000, 8000), hertz, Output);
            Assert.InRange(Signals.Decibels(amplitude / 0.5), -0.1, 0.1);
        }
    }

    [Theory]
    [InlineData(44_100, 16_000)]
    [InlineData(48_000, 16_000)]
    [InlineData(8_000, 16_000)]
    [InlineData(11_025, 48_000)]
    [InlineData(192_000, 16_000)]
    public void The_length_is_the_inputs_times_the_ratio_within_one_frame(int from, int to)
    {
        foreach (var frames in (int[])[1, 2, 3, 100, 441, 1000, 4095, 44_101])
        {
            var length = Resampler.Convert(Signals.Noise(frames, seed: 1), from, to).Length;
            Assert.InRange(length - ((double)frames * to / from), -1, 1);
        }
    }

    [Fact]
    public void A_tone_comes_out_where_it_was_so_the_filters_delay_is_taken_out()
    {
        var output = Resampler.Convert(Signals.Tone(1000, 44_100, 44_100), 44_100, Output);
        var expected = Signals.Tone(1000, Output, Output);
        for (var i = 2000; i < 14_000; i++) Assert.Equal(expected[i], output[i], 1e-4f);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Odd_blocks_give_exactly_the_samples_of_one_shot(int channels)
    {
        var input = Signals.Noise(50_000 * channels, seed: 2);
        var expected = Resampler.Convert(input, 44_100, Output, channels);
        var random = new Random(3);
        using var resampler = new Resampler(44_100, Output, channels);
        var actual = new List<float>();
        var block = new float[700 * channels];
        for (var rest = input.AsSpan(); !rest.IsEmpty;)
        {
            var room = block.AsSpan(0, random.Next(1, 700) * channels);
            var piece = rest[..Math.Min(rest.Length, random.Next(1, 1500) * channels)];
            var count = resampler.Process(piece, room, out var consumed);
            actual.AddRange(room[..count]);
            rest = rest[consumed..];
        }

        for (int count; (count = resampler.Flush(block)) > 0;) actual.AddRange(block.AsSpan(0, count));
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Channels_stay_apart()
    {
        var output = Resampler.Convert(Signals.Tone(1000, 44_100, 44_100, channels: 3), 44_100, Output, channels: 3);
        for (var channel = 0; channel < 3; channel++)
        {
            var one = output.Where((_, i) => i % 3 == channel).ToArray();
            Assert.Equal(0.5 / (channel + 1), Signals.Amplitude(one.AsSpan(4000, 8000), 1000, Output), 1e-4);
        }
    }

    [Fact]
    public void A_reset_resampler_gives_what_a_new_one_gives()
    {
        var input = Signals.Noise(20_000, seed: 4);
        using var resampler = new Resampler(44_100, Output);
        var output = new float[8000];
        resampler.Process(Signals.Noise(5000, seed: 5), output, out _);
        resampler.Flush(output);
        resampler.Reset();
        var length = resampler.Process(input, output, out var consumed);
        Assert.Equal(input.Length, consumed);
        for (int count; (count = resampler.Flush(output.AsSpan(length))) > 0;) length += count;
        Assert.Equal(Resampler.Convert(input, 44_100, Output), output[..length]);
    }

    [Fact]
    public void Rates_and_channels_below_one_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Resampler(0, Output));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Resampler(Output, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Resampler(Output, Output, 0));
    }
}
