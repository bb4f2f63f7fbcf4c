using Audio2Mqtt.Torch.Tests.Audio;
using Audio2Mqtt.Torch.Training.Augmentation;
using Xunit;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Training.Augmentation;

public sealed class SincResamplerTests
{
    // scipy 1.10: x = 0.5 sin(2 pi 440 n / 16000) + 0.25 sin(2 pi 3000 n / 16000 + 1), n = 0..1599;
    // resample_poly(x, up, down, window=firwin(800 max(up, down) + 1, 0.97 / max(up, down), window=('kaiser', 12)))[[300, 401, 502, 603, 704]].
    [Theory]
    [InlineData(8, 9, 1423, new[] { 0.581832, 0.02872, -0.018693, -0.216041, -0.701511 })]
    [InlineData(9, 8, 1800, new[] { 0.64338, -0.48512, 0.273445, -0.709381, 0.495207 })]
    [InlineData(3, 5, 960, new[] { -0.635076, 0.388467, 0.079408, -0.522866, 0.707629 })]
    [InlineData(107, 120, 1427, new[] { 0.749722, 0.399122, -0.189873, -0.351598, -0.249899 })]
    public void Samples_are_those_of_scipy_with_a_longer_filter(int up, int down, int length, double[] expected)
    {
        using var scope = NewDisposeScope();
        var input = Enumerable.Range(0, 1600).Select(n => (float)((0.5 * Math.Sin(2 * Math.PI * 440 * n / 16000)) + (0.25 * Math.Sin((2 * Math.PI * 3000 * n / 16000) + 1))));

        var resampled = Physics.Samples(SincResampler.Resample(tensor(input.ToArray(), [1, 1600]), new(up, down)));

        Assert.Equal(length, resampled.Length);
        // The window's 80 dB of 0.75 are 7.5e-5.
        for (var k = 0; k < expected.Length; k++)
            Assert.InRange(resampled[300 + (101 * k)] - expected[k], -1e-4, 1e-4);
    }

    [Theory, OnCpu, OnCuda]
    public void A_tone_keeps_its_level_within_0_01_dB_up_to_nine_tenths_of_the_band(string device)
    {
        foreach (var (up, down) in ((int, int)[])[(9, 8), (8, 9), (2, 3), (3, 2), (113, 128)])
        {
            using var scope = NewDisposeScope();
            var highest = 8000 * Math.Min(1, (double)up / down) * 0.89;
            foreach (var hertz in (double[])[100, 1000, highest])
            {
                var resampled = Physics.Samples(SincResampler.Resample(Physics.Tone(hertz, 32_000, device), new(up, down)))[2000..^2000];
                // At 16 kHz the new samples play at another pitch.
                var amplitude = Signals.Amplitude(resampled, hertz * down / up, Physics.Rate);
                Assert.InRange(Signals.Decibels(amplitude / 0.5), -0.01, 0.01);
            }
        }
    }

    [Theory, OnCpu, OnCuda]
    public void What_the_new_rate_cannot_hold_falls_by_70_dB(string device)
    {
        using var scope = NewDisposeScope();
        // 5.5 kHz where half of 8 kHz is left at two thirds: beyond 5333 Hz everything has to go.
        var resampled = Physics.Samples(SincResampler.Resample(Physics.Tone(5600, 32_000, device), new(2, 3)))[2000..^2000];
        Assert.InRange(Physics.PowerDb(Physics.Power(resampled) / 0.125), double.NegativeInfinity, -70);
    }

    [Fact]
    public void The_first_sample_keeps_its_place()
    {
        using var scope = NewDisposeScope();
        var click = zeros(1, 4000);
        click[0, 1600] = 1f;
        var resampled = Physics.Samples(SincResampler.Resample(click, new(9, 8)));
        Assert.Equal(1800, Array.IndexOf(resampled, resampled.Max()));
    }

    [Theory]
    [InlineData(1.0, 1, 1)]
    [InlineData(0.5, 1, 2)]
    [InlineData(1.5, 3, 2)]
    [InlineData(0.8908987181403393, 49, 55)] // two semitones down; the convergents of its continued fraction (Python's fractions) end with 49/55
    public void A_ratio_is_the_nearest_fraction(double value, int up, int down) => Assert.Equal(new Ratio(up, down), Ratio.Nearest(value, 64));

    [Fact]
    public void Every_pitch_within_an_octave_is_met_within_7_cents_and_mostly_within_a_tenth_of_one()
    {
        var cents = new List<double>();
        for (var semitones = -12.0; semitones <= 12; semitones += 0.01)
        {
            var value = Math.Pow(2, semitones / 12);
            cents.Add(Math.Abs(1200 * Math.Log2(Ratio.Nearest(value).Value / value)));
        }

        // Next to 1 the nearest other fraction is 127/128: half of that step is 6.8 cents.
        Assert.InRange(cents.Max(), 0, 7);
        Assert.InRange(cents.Order().ElementAt(cents.Count / 2), 0, 0.1);
    }

    [Fact]
    public void A_ratio_outside_its_range_is_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentOutOfRangeException>(() => SincResampler.Resample(zeros(1, 100), new(1, 5)));
        Assert.Throws<ArgumentOutOfRangeException>(() => SincResampler.Resample(zeros(1, 100), new(600, 601)));
        Assert.Throws<ArgumentOutOfRangeException>(() => SincResampler.Resample(zeros(1, 100), default));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ratio.Nearest(5));
    }
}
