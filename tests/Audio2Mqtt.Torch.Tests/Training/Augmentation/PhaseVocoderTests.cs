using Audio2Mqtt.Torch.Tests.Audio;
using Audio2Mqtt.Torch.Training.Augmentation;
using Xunit;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Training.Augmentation;

public sealed class PhaseVocoderTests
{
    private static readonly double[] Rates = [0.5, 0.8, 0.9, 1.1, 1.25, 2];

    [Theory, OnCpu, OnCuda]
    public void A_stretched_tone_keeps_its_frequency_and_its_level_and_changes_its_length_by_the_rate(string device)
    {
        foreach (var rate in Rates)
        {
            using var scope = NewDisposeScope();
            var stretched = PhaseVocoder.Stretch(Physics.Tone(440, 80_000, device), rate);

            Assert.Equal([1, (long)Math.Round(80_000 / rate)], stretched.shape);
            Assert.InRange(Physics.PeakHz(stretched), 440 - 0.05, 440 + 0.05);
            var middle = Physics.Samples(stretched)[8000..^8000];
            Assert.InRange(Physics.PowerDb(Physics.Power(middle) / 0.125), -0.1, 0.1);
            // What is not the tone: a vocoder whose bins lose each other lets it beat, at -20 dB and above.
            var tone = Signals.Amplitude(middle, 440, Physics.Rate);
            var rest = Physics.Power(middle) - (tone * tone / 2);
            Assert.InRange(Physics.PowerDb(Math.Abs(rest) / 0.125), double.NegativeInfinity, -40);
        }
    }

    [Theory, OnCpu, OnCuda]
    public void Two_tones_stay_two_tones_at_their_levels(string device)
    {
        using var scope = NewDisposeScope();
        var both = Physics.Tone(440, 80_000, device) + (Physics.Tone(1870, 80_000, device) * 0.25);

        var middle = Physics.Samples(PhaseVocoder.Stretch(both, 1.2))[8000..^8000];

        Assert.InRange(Signals.Decibels(Signals.Amplitude(middle, 440, Physics.Rate) / 0.5), -0.3, 0.3);
        Assert.InRange(Signals.Decibels(Signals.Amplitude(middle, 1870, Physics.Rate) / 0.125), -0.3, 0.3);
    }

    [Theory, OnCpu, OnCuda]
    public void An_impulse_stays_an_impulse_and_moves_by_the_rate(string device)
    {
        foreach (var rate in (double[])[0.8, 0.87, 0.9, 1.1, 1.1225, 1.25])
        {
            using var scope = NewDisposeScope();
            var clicks = zeros([1, 80_000]);
            foreach (var place in (int[])[20_000, 36_000, 52_100])
                clicks[0, place] = 1f;

            var stretched = Physics.Samples(PhaseVocoder.Stretch(clicks.to(new Device(device)), rate));

            foreach (var place in (int[])[20_000, 36_000, 52_100])
            {
                var expected = (int)(place / rate);
                var centre = Centre(stretched, expected - 2000, expected + 2000);
                // A hop, 16 ms, is how exactly a frame knows when; without onsets the sound would spread over a window, 64 ms.
                Assert.InRange(centre - expected, -256, 256);
                var near = Physics.Power(stretched.AsSpan((int)centre - 80, 160)) * 160;
                var all = Physics.Power(stretched.AsSpan(expected - 2000, 4000)) * 4000;
                Assert.True(near > 0.8 * all, $"rate {rate}: {near / all:P0} of the click at {place} within 5 ms");
            }
        }
    }

    [Theory, OnCpu, OnCuda]
    public void Noise_keeps_its_power_and_its_flat_spectrum(string device)
    {
        using var scope = NewDisposeScope();
        var noise = Physics.Noise(160_000, 1, device);

        var stretched = PhaseVocoder.Stretch(noise, 0.85);

        Assert.InRange(Physics.PowerDb(Physics.Power(Physics.Samples(stretched)) / Physics.Power(Physics.Samples(noise))), -0.01, 0.01);
        // A density over an octave of 10 s scatters by 0.1 dB.
        for (var low = 125.0; low < 4000; low *= 2)
            Assert.InRange(
                Physics.BandDensityDb(stretched, low, 2 * low) - Physics.BandDensityDb(noise, low, 2 * low), -0.7, 0.7);
    }

    [Fact]
    public void A_rate_outside_its_range_is_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentOutOfRangeException>(() => PhaseVocoder.Stretch(zeros(1, 100), 0.2));
        Assert.Throws<ArgumentOutOfRangeException>(() => PhaseVocoder.Stretch(zeros(1, 100), double.NaN));
        Assert.Throws<ArgumentException>(() => PhaseVocoder.Stretch(zeros(100), 1.1));
        Assert.Throws<ArgumentException>(() => PhaseVocoder.Stretch(zeros(1, 0), 1.1));
    }

    // The centre of a piece's energy, as a place in the whole.
    private static double Centre(float[] samples, int from, int to)
    {
        var (sum, moment) = (0.0, 0.0);
        for (var k = from; k < to; k++)
        {
            sum += (double)samples[k] * samples[k];
            moment += (double)samples[k] * samples[k] * k;
        }

        return moment / sum;
    }
}
