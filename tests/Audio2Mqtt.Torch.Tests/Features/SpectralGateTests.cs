using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Tests.Audio;
using Audio2Mqtt.Torch.Training.Augmentation;
using TorchSharp;
using Xunit;
using static Audio2Mqtt.Torch.Tests.Features.NoisyTones;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Features;

public sealed class SpectralGateTests
{
    // What denoising is to bring, and to cost at most.
    private const double GainDb = 10;
    private const double LossDb = 1;

    [Theory]
    [InlineData(NoiseColour.White, 1000, 10)]
    [InlineData(NoiseColour.White, 1000, 0)]
    [InlineData(NoiseColour.White, 3000, 0)]
    [InlineData(NoiseColour.Pink, 1000, 10)]
    [InlineData(NoiseColour.Pink, 1000, 0)]
    [InlineData(NoiseColour.Pink, 2500, -5)]
    [InlineData(NoiseColour.White, 440, -5)]
    [InlineData(NoiseColour.White, 6500, 20)]
    [InlineData(NoiseColour.Pink, 440, 0)]
    [InlineData(NoiseColour.Pink, 440, 20)]
    [InlineData(NoiseColour.Brown, 440, -5)]
    [InlineData(NoiseColour.Brown, 3000, 20)]
    public void A_tone_in_noise_gains_10_dB_and_loses_less_than_1_with_a_profile_of_other_noise(NoiseColour colour, double hertz, double snrDb)
    {
        using var scope = NewDisposeScope();
        var noisy = Mix(Tone(hertz, 0, 4, 4), Noise(colour, 4, seed: 8), snrDb);
        var profile = SpectralGate.Measure(Waveform(Mix(new float[3 * Rate], Noise(colour, 3, seed: 7), snrDb)));
        AssertCleaner(noisy, Apply(noisy, profile), hertz, 0.2, 3.8);
    }

    [Theory]
    [InlineData(NoiseColour.White, 10)]
    [InlineData(NoiseColour.White, 0)]
    [InlineData(NoiseColour.Pink, 10)]
    [InlineData(NoiseColour.Pink, 0)]
    [InlineData(NoiseColour.Brown, 0)]
    public void The_quietest_frames_are_found_wherever_they_are(NoiseColour colour, double snrDb)
    {
        using var scope = NewDisposeScope();

        // The recording begins with the tone: noise alone is at the end, and in a pause.
        var noisy = Mix([.. Tone(1000, 0, 2, 2.5), .. Tone(1000, 0, 2, 3.5)], Noise(colour, 6, seed: 9), snrDb);
        var clean = Apply(noisy, new SpectralGate().Estimate(Waveform(noisy)));
        AssertCleaner(noisy, clean, 1000, 0.2, 1.8);
        AssertCleaner(noisy, clean, 1000, 2.7, 4.3);
    }

    [Theory]
    [InlineData(NoiseColour.White)]
    [InlineData(NoiseColour.Pink)]
    public void A_tone_that_never_pauses_is_sound_and_not_noise(NoiseColour colour)
    {
        using var scope = NewDisposeScope();
        var noisy = Mix(Tone(1000, 0, 4, 4), Noise(colour, 4, seed: 10), 5);
        AssertCleaner(noisy, Apply(noisy, new SpectralGate().Estimate(Waveform(noisy))), 1000, 0.2, 3.8);
    }

    [Theory]
    [InlineData(NoiseColour.White)]
    [InlineData(NoiseColour.Pink)]
    [InlineData(NoiseColour.Brown)]
    public void Noise_alone_is_lowered_by_24_dB_and_rings_no_more_than_before(NoiseColour colour)
    {
        using var scope = NewDisposeScope();
        var noise = Noise(colour, 10, seed: 11);
        var clean = Apply(noise, new SpectralGate().Estimate(Waveform(noise)));
        Assert.InRange(Signals.Decibels(AudioLevel.Rms(clean) / AudioLevel.Rms(noise)), -24.1, -22);

        // Musical noise is cells that stand out of what is left.
        Assert.InRange(Crest(clean) - Crest(noise), -1, 1);
    }

    [Fact]
    public void A_click_in_noise_keeps_its_height()
    {
        using var scope = NewDisposeScope();
        var noise = Noise(NoiseColour.White, 4, seed: 12);
        foreach (ref var sample in noise.AsSpan()) sample *= 0.01f / AudioLevel.Rms(noise);
        var clicking = noise.ToArray();

        // A knock: 20 ms of noise 30 dB above.
        Signals.Noise(320, seed: 13).CopyTo(clicking, 2 * Rate);
        var clean = Apply(clicking, new SpectralGate().Estimate(Waveform(clicking)));
        var knock = Signals.Decibels(AudioLevel.Rms(clean.AsSpan(2 * Rate, 320)) / AudioLevel.Rms(clicking.AsSpan(2 * Rate, 320)));
        Assert.InRange(knock, -1, 0.1);
    }

    [Fact]
    public void Silence_that_was_cut_in_is_not_taken_for_the_noise()
    {
        using var scope = NewDisposeScope();
        float[] noisy = [.. new float[2 * Rate], .. Mix([.. Tone(1000, 0, 2, 2), .. new float[2 * Rate]], Noise(NoiseColour.White, 4, seed: 14), 5)];
        AssertCleaner(noisy, Apply(noisy, new SpectralGate().Estimate(Waveform(noisy))), 1000, 2.2, 3.8);
    }

    [Fact]
    public void No_reduction_gives_the_sound_back_whatever_its_length()
    {
        using var scope = NewDisposeScope();
        foreach (var length in (int[])[1, 100, 1023, 1024, 5000, 70 * Rate])
        {
            var samples = Signals.Noise(length, seed: 15);
            var waveform = Waveform(samples);
            var gate = new SpectralGate(new() { ReductionDb = 0 });
            var same = Samples(gate.Apply(waveform, gate.Estimate(waveform)));

            // A transform there and back in single precision.
            Assert.Equal(length, same.Length);
            for (var k = 0; k < length; k++) Assert.InRange(same[k] - samples[k], -2e-6, 2e-6);
        }
    }

    [Fact]
    public void A_long_recording_is_worked_on_in_blocks_without_a_seam()
    {
        using var scope = NewDisposeScope();

        // 70 s are more than a block of 65.5 s; the last 6 s, which hold the seam, come out the same when they are a recording of their own.
        var noisy = Mix(Tone(1000, 0, 70, 70), Noise(NoiseColour.Pink, 70, seed: 16), 0);
        var profile = SpectralGate.Measure(Waveform(Mix(new float[3 * Rate], Noise(NoiseColour.Pink, 3, seed: 17), 0)));
        var whole = Apply(noisy, profile);
        const int first = 62 * Rate; // a multiple of the hop of 256
        var part = Apply(noisy[first..], profile);
        for (var k = Rate; k < part.Length; k++) Assert.InRange(whole[first + k] - part[k], -1e-5, 1e-5);
    }

    [Fact]
    public void Repeating_it_leaves_no_tensor_behind()
    {
        var noise = Signals.Noise(Rate, seed: 18);
        using var waveform = Waveform(noise);
        var gate = new SpectralGate();
        void Once()
        {
            using var clean = gate.Apply(waveform, gate.Estimate(waveform));
        }

        Once();
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        for (var k = 0; k < 20; k++) Once();
        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Wrong_shapes_and_figures_are_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => new SpectralGate().Estimate(zeros([2, 100])));
        Assert.Throws<ArgumentException>(() => SpectralGate.Measure(zeros([1, 0])));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpectralGateOptions { ReductionDb = 61 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpectralGateOptions { SoundDb = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpectralGateOptions { QuietShare = 0 });
    }

    private static void AssertCleaner(float[] noisy, float[] clean, double hertz, double from, double to)
    {
        var (before, after) = (Snr(noisy, hertz, from, to), Snr(clean, hertz, from, to));
        Assert.True(after.SnrDb - before.SnrDb >= GainDb, $"the ratio rose by {after.SnrDb - before.SnrDb:0.0} dB from {before.SnrDb:0.0}");
        Assert.InRange(Signals.Decibels(after.Amplitude / before.Amplitude), -LossDb, LossDb);
    }

    // How far the highest thousandth of a spectrogram's cells lies above the mean of their frequency, in dB.
    private static double Crest(float[] samples)
    {
        using var scope = NewDisposeScope();
        var power = fft.rfft(Waveform(samples).squeeze(0).unfold(0, 512, 128).mul(hann_window(512))).abs().square();      // [t, 257]
        var cells = power.div(power.mean([0], keepdim: true)).flatten().data<float>().ToArray().Order().ToArray();
        return 10 * Math.Log10(cells[(int)(0.999 * cells.Length)]);
    }

    private static float[] Apply(float[] samples, NoiseProfile profile) => Samples(new SpectralGate().Apply(Waveform(samples), profile));
}
