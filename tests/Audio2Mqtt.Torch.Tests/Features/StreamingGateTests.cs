using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Tests.Audio;
using Audio2Mqtt.Torch.Training.Augmentation;
using TorchSharp;
using Xunit;
using static Audio2Mqtt.Torch.Tests.Features.NoisyTones;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Features;

public sealed class StreamingGateTests
{
    [Theory]
    [InlineData(NoiseColour.White, 1000, 10)]
    [InlineData(NoiseColour.White, 3000, 0)]
    [InlineData(NoiseColour.Pink, 1000, 0)]
    [InlineData(NoiseColour.Brown, 2500, 0)]
    public void A_tone_in_noise_gains_10_dB_and_loses_less_than_1(NoiseColour colour, double hertz, double snrDb)
    {
        // A second of noise alone in five is what the gate has to find, here at the end; the second tone is heard when it knows the noise.
        var noisy = Mix([.. Tone(hertz, 0, 4, 10), .. Tone(hertz, 0, 4, 10)], Noise(colour, 20, seed: 8), snrDb);
        var clean = Apply(noisy);
        foreach (var from in (double[])[0.2, 10.2])
        {
            var (before, after) = (Snr(noisy, hertz, from, from + 3.6), Snr(clean, hertz, from, from + 3.6));
            Assert.InRange(after.SnrDb - before.SnrDb, 10, 40);
            Assert.InRange(Signals.Decibels(after.Amplitude / before.Amplitude), -1, 1);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(160)]
    [InlineData(1_600)]
    [InlineData(100_000)]
    public void The_pieces_in_which_sound_comes_change_not_a_bit(int most)
    {
        var noisy = Mix(Tone(1000, 1, 3, 8.3), Noise(NoiseColour.Pink, 8.3, seed: 9), 5);
        var whole = Apply(noisy);
        using var gate = new StreamingGate();
        var random = new Random(most);
        var clean = new List<float>();
        var block = new float[most];
        for (var at = 0; at < noisy.Length;)
        {
            var count = Math.Min(noisy.Length - at, random.Next(1, most + 1));
            gate.Write(noisy.AsSpan(at, count));
            at += count;
            for (int read; (read = gate.Read(block)) > 0;) clean.AddRange(block[..read]);
        }

        gate.Complete();
        for (int read; (read = gate.Read(block)) > 0;) clean.AddRange(block[..read]);
        Assert.Equal(whole, clean);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_535)]
    [InlineData(1_537)]
    [InlineData(5_000)]
    [InlineData(160_123)]
    public void With_noise_that_is_known_it_is_the_gate_for_whole_recordings(int length)
    {
        using var scope = NewDisposeScope();
        var profile = SpectralGate.Measure(Waveform(Noise(NoiseColour.Pink, 3, seed: 10)));
        var noisy = Noise(NoiseColour.Pink, 11, seed: 11).AsSpan(0, length).ToArray();
        if (length > 1_000) Signals.Tone(700, Rate, length / 3, amplitude: 0.2).CopyTo(noisy, length / 3);
        var expected = Samples(new SpectralGate().Apply(Waveform(noisy), profile));
        var clean = Apply(noisy, new(), profile);
        Assert.Equal(expected.Length, clean.Length);

        // Means of the same cells, added up in another order.
        for (var k = 0; k < length; k++) Assert.InRange(clean[k] - expected[k], -2e-5, 2e-5);
    }

    [Fact]
    public void No_reduction_gives_the_sound_back_whatever_its_length()
    {
        foreach (var length in (int[])[1, 100, 767, 768, 769, 1_536, 79_872, 79_873, 90_000])
        {
            var samples = Signals.Noise(length, seed: 15);
            var same = Apply(samples, new() { ReductionDb = 0 });
            Assert.Equal(length, same.Length);

            // A transform there and back in single precision.
            for (var k = 0; k < length; k++) Assert.InRange(same[k] - samples[k], -2e-6, 2e-6);
        }
    }

    [Fact]
    public void What_must_be_given_for_so_much_to_come_back_is_known_to_the_sample()
    {
        var noise = Signals.Noise(120_000, seed: 16);
        foreach (var wanted in (long[])[1, 75_000, 76_032, 76_033, 77_000, 77_568, 90_001])
        {
            var needed = (int)StreamingGate.Needed(wanted);
            Assert.True(Given(noise.AsSpan(0, needed)) >= wanted);
            Assert.True(Given(noise.AsSpan(0, needed - 1)) < wanted);
            if (wanted > 77_000) Assert.InRange(needed - wanted, StreamingGate.MaxLatencySamples - 1_536, StreamingGate.MaxLatencySamples);
        }
    }

    [Fact]
    public void A_fan_that_is_switched_on_is_taken_off_once_it_goes_on_for_half_a_minute()
    {
        // Quiet at first: 40 dB below the fan.
        var quiet = Noise(NoiseColour.White, 60, seed: 17);
        var fan = Noise(NoiseColour.Pink, 60, seed: 18);
        var (quietGain, fanGain) = (0.001f / AudioLevel.Rms(quiet), 0.1f / AudioLevel.Rms(fan));
        float[] noisy = [.. quiet.Select((sample, k) => (sample * quietGain) + (k < 15 * Rate ? 0 : fan[k] * fanGain))];
        var clean = Apply(noisy);

        // Sound while it is new; 12 dB lower once four fifths of the half minute hold nothing else.
        Assert.InRange(Change(20, 24), -0.5, 0.5);
        Assert.InRange(Change(46, 59), -12.1, -11);

        double Change(int from, int to) => Signals.Decibels(
            AudioLevel.Rms(clean.AsSpan(from * Rate, (to - from) * Rate)) / AudioLevel.Rms(noisy.AsSpan(from * Rate, (to - from) * Rate)));
    }

    [Fact]
    public void Digital_silence_is_not_the_noise()
    {
        float[] noisy = [.. new float[2 * Rate], .. Mix(Tone(1000, 0, 2, 4), Noise(NoiseColour.White, 4, seed: 14), 5)];
        var (before, after) = (Snr(noisy, 1000, 2.2, 3.8), Snr(Apply(noisy), 1000, 2.2, 3.8));
        Assert.InRange(after.SnrDb - before.SnrDb, 10, 40);
        Assert.All(Apply(new float[Rate]), sample => Assert.Equal(0, sample));
    }

    [Fact]
    public void A_bark_between_digital_silence_is_not_its_own_noise()
    {
        // 1.5 s of noise in 5 s, then 3 s of it: from 2.5 s on it may be a fan.
        var noise = Noise(NoiseColour.Pink, 3, seed: 21);
        float[] bark = [.. new float[2 * Rate], .. noise[..(3 * Rate / 2)], .. new float[3 * Rate / 2]];
        var clean = Apply(bark);
        for (var k = 0; k < bark.Length; k++) Assert.InRange(clean[k] - bark[k], -2e-6, 2e-6);
        Assert.InRange(Signals.Decibels(AudioLevel.Rms(Apply([.. new float[2 * Rate], .. noise])) / AudioLevel.Rms([.. new float[2 * Rate], .. noise])), -12.1, -11);
    }

    [Fact]
    public void After_a_reset_it_has_heard_nothing_and_leaves_no_tensor_behind()
    {
        var noisy = Mix(Tone(1000, 1, 3, 6), Noise(NoiseColour.White, 6, seed: 19), 0);
        var expected = Apply(noisy);
        using var gate = new StreamingGate();
        gate.Write(Signals.Noise(100_000, seed: 20));
        gate.Reset();
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        for (var k = 0; k < 3; k++)
        {
            Assert.Equal(expected, Apply(gate, noisy));
            gate.Reset();
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    private static float[] Apply(float[] samples, SpectralGateOptions? options = null, NoiseProfile? noise = null)
    {
        using var gate = new StreamingGate(options, noise);
        return Apply(gate, samples);
    }

    private static float[] Apply(StreamingGate gate, float[] samples)
    {
        gate.Write(samples);
        gate.Complete();
        var clean = new float[samples.Length + 1];
        return clean[..gate.Read(clean)];
    }

    private static int Given(ReadOnlySpan<float> samples)
    {
        using var gate = new StreamingGate();
        gate.Write(samples);
        return gate.Read(new float[samples.Length]);
    }
}
