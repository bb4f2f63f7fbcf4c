using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Inspection.Clips;
using Audio2Mqtt.Torch.Tests.Audio;
using Audio2Mqtt.Torch.Training.Review;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Inspection;

public sealed class CopiesTests
{
    private const int Rate = 16_000;

    [Fact]
    public void A_quieter_copy_that_was_cut_elsewhere_is_the_same()
    {
        var one = Scene(seed: 1);
        var copy = one[(Rate / 3)..].Select(sample => -0.2f * sample).ToArray(); // 14 dB quieter, turned over, cut by a third of a second
        Assert.InRange(Alike(one, copy), 0.9, 1); // cut between the steps of 40 ms
        Assert.Equal(1, WaveformMatch.Of(one, copy), 4);
        Assert.Equal(1, WaveformMatch.Of(copy, one), 4);
    }

    [Fact]
    public void A_copy_amid_noise_is_still_the_same()
    {
        var one = Scene(seed: 2);
        var noise = Signals.Noise(one.Length, seed: 9, amplitude: 0.01);
        var copy = one.Zip(noise, (sample, other) => sample + other).ToArray();
        Assert.InRange(WaveformMatch.Of(one, copy), 0.9, 1);
    }

    [Fact]
    public void Another_recording_of_the_same_kind_is_not_the_same()
    {
        // The same kind of bursts at other times, and the same stationary noise of other samples.
        Assert.InRange(Alike(Scene(seed: 3), Scene(seed: 4)), -1, 0.69);
        Assert.InRange(WaveformMatch.Of(Scene(seed: 3), Scene(seed: 4)), 0, 0.3);
        Assert.InRange(Alike(Signals.Noise(3 * Rate, 5), Signals.Noise(3 * Rate, 6)), -1, 0.69);
        Assert.InRange(WaveformMatch.Of(Signals.Noise(3 * Rate, 5), Signals.Noise(3 * Rate, 6)), 0, 0.1);
    }

    [Fact]
    public void The_shortest_clips_and_silence_have_fingerprints_too()
    {
        Assert.InRange(Alike(new float[Rate], Scene(seed: 1)), -1, 0.69);
        Assert.InRange(Alike(Signals.Noise(200, 1), Signals.Noise(3200, 2)), -1, 1);
        Assert.Equal(0, WaveformMatch.Of([], Scene(seed: 1)));
        Assert.Equal(0, WaveformMatch.Of(new float[Rate], Scene(seed: 1)));
    }

    [Fact]
    public void The_loudest_part_is_where_the_sound_is()
    {
        var samples = Signals.Noise(5 * Rate, seed: 1, amplitude: 0.001);
        Signals.Tone(500, Rate, Rate / 2).CopyTo(samples.AsSpan(3 * Rate));
        var part = LoudestPart.Of(samples, Rate).ToArray();
        Assert.Equal(Rate, part.Length);
        Assert.Equal(Rate / 2, part.Count(sample => Math.Abs(sample) > 0.01), 0.05 * Rate); // near its zeros a tone is quiet
        Assert.Equal(100, LoudestPart.Of(samples.AsSpan(0, 100), Rate).Length);
    }

    [Theory]
    [InlineData(10, 10, 3.0)]
    [InlineData(320, 320, 0.97)]
    [InlineData(5000, 337, 0.96)] // 40 of two seconds, and 280 / 0.96 more
    public void A_page_holds_a_bounded_length_of_sound(int clips, int heard, double least)
    {
        var seconds = SoundBudget.Of(clips, Enumerable.Range(0, Math.Min(clips, 100)).Select(k => clips - 1 - k).Where(_ => clips > 10));
        Assert.InRange(seconds.Sum(), 0, 361);
        Assert.InRange(seconds.Count(one => one > 0), heard - 6, heard);
        Assert.InRange(seconds.Where(one => one > 0).Min(), least - 0.01, 3);
        if (clips > 10) Assert.Equal(2, seconds[^1]); // one that something is told of
    }

    private static double Alike(float[] one, float[] other)
    {
        using var logMel = new LogMel();
        return Fingerprint.Of(logMel, one).Similarity(Fingerprint.Of(logMel, other));
    }

    // Bursts of tones at random times, over noise.
    private static float[] Scene(int seed)
    {
        var random = new Random(seed);
        var samples = Signals.Noise(4 * Rate, seed, amplitude: 0.02);
        for (var k = 0; k < 12; k++)
        {
            var burst = Signals.Tone(200 + (4000 * random.NextDouble()), Rate, Rate / 8, amplitude: 0.1 + (0.3 * random.NextDouble()));
            var at = random.Next(samples.Length - burst.Length);
            for (var i = 0; i < burst.Length; i++) samples[at + i] += burst[i];
        }

        return samples;
    }
}
