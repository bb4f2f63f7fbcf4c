using Audio2Mqtt.Torch.Audio;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Audio;

public sealed class SilenceTests
{
    private const int Rate = 16_000;

    // A frame of 25 ms that holds some sound is sound as a whole.
    private const int FrameSamples = Rate / 40;

    [Theory]
    [InlineData(16_000)]
    [InlineData(44_100)]
    public void Trimming_keeps_the_whole_sound_and_at_most_25_ms_of_silence_on_either_side(int rate)
    {
        foreach (var (before, after) in ((double, double)[])[(0.5, 0.7), (0, 0.7), (0.5, 0), (0.333, 0.001)])
        {
            var tone = Signals.Tone(440, rate, rate);
            float[] samples = [.. new float[(int)(before * rate)], .. tone, .. new float[(int)(after * rate)]];
            var stretch = Silence.Trim(samples, rate);
            Assert.InRange((int)(before * rate) - stretch.First, 0, rate / 40);
            Assert.InRange(stretch.End - ((int)(before * rate) + tone.Length), 0, rate / 40);
        }
    }

    [Theory]
    [InlineData(-18, true)]
    [InlineData(-22, false)]
    public void What_is_20_dB_below_the_loudest_is_silence(double levelDb, bool isSound)
    {
        var quiet = Signals.Tone(440, Rate, Rate, amplitude: 0.5 * Math.Pow(10, levelDb / 20));
        var stretch = Silence.Trim([.. quiet, .. Signals.Tone(440, Rate, Rate)], Rate);
        Assert.InRange(stretch.First, isSound ? 0 : Rate - FrameSamples, isSound ? 0 : Rate);
        Assert.Equal(new(0, 2 * Rate), Silence.Trim([.. quiet, .. Signals.Tone(440, Rate, Rate)], Rate, new() { TopDb = 30 }));
    }

    [Fact]
    public void Splitting_gives_each_sound_and_leaves_out_what_is_too_short()
    {
        // 0.5 s of sound, 0.2 s of silence, 0.5 s of sound: one. After 0.6 s a click of 50 ms, and after 1 s half a second.
        float[] samples = [.. Tone(0.5), .. Nothing(0.2), .. Tone(0.5), .. Nothing(0.6), .. Tone(0.05), .. Nothing(1), .. Tone(0.5), .. Nothing(0.3)];
        var sounds = Silence.Split(samples, Rate);
        AssertNear([(0, 1.2), (2.85, 3.35)], sounds);
        AssertNear([(0, 1.2), (1.8, 1.85), (2.85, 3.35)], Silence.Split(samples, Rate, new() { MinSoundSeconds = 0.02 }));
        AssertNear([(0, 0.5), (0.7, 1.2), (2.85, 3.35)], Silence.Split(samples, Rate, new() { MinSilenceSeconds = 0.1 }));
        AssertNear([(0, 3.35)], Silence.Split(samples, Rate, new() { MinSilenceSeconds = 2 }));
    }

    [Fact]
    public void Digital_silence_is_left_whole_by_trimming_and_gives_no_sound()
    {
        Assert.Equal(new(0, Rate), Silence.Trim(new float[Rate], Rate));
        Assert.Empty(Silence.Split(new float[Rate], Rate));
        Assert.Equal(new(0, 0), Silence.Trim([], Rate));
    }

    [Fact]
    public void Options_outside_their_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SilenceOptions { TopDb = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SilenceOptions { TopDb = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SilenceOptions { MinSilenceSeconds = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SilenceOptions { MinSoundSeconds = 61 });
    }

    private static void AssertNear((double First, double End)[] expected, IReadOnlyList<SoundStretch> sounds)
    {
        Assert.Equal(expected.Length, sounds.Count);
        foreach (var ((first, end), sound) in expected.Zip(sounds))
        {
            Assert.InRange((first * Rate) - sound.First, 0, FrameSamples);
            Assert.InRange(sound.End - (end * Rate), -1, FrameSamples);
        }
    }

    private static float[] Tone(double seconds) => Signals.Tone(1000, Rate, (int)(seconds * Rate));

    private static float[] Nothing(double seconds) => new float[(int)(seconds * Rate)];
}
