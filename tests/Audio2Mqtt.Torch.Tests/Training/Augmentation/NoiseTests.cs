using Audio2Mqtt.Torch.Training.Augmentation;
using Xunit;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Training.Augmentation;

public sealed class NoiseTests
{
    [Theory]
    [InlineData(NoiseColour.White, 0)]
    [InlineData(NoiseColour.Pink, -3.01)]
    [InlineData(NoiseColour.Brown, -6.02)]
    [InlineData(NoiseColour.Blue, 3.01)]
    [InlineData(NoiseColour.Violet, 6.02)]
    public void A_colour_has_its_slope_in_every_octave(NoiseColour colour, double slopeDb)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5);
        var noise = ColouredNoise.Create(1, 600_000, colour.SlopeDb(), generator);

        // Densities an octave apart, each averaged evenly over its hertz: their distance is the slope. 37 s scatter by under 0.1 dB
        // (62.5 to 125 Hz: 16 bins of 290 frames); each octave is held to 0.3 dB.
        for (var low = 62.5; low < 4000; low *= 2)
        {
            var step = Physics.BandDensityDb(noise, 2 * low, 4 * low) - Physics.BandDensityDb(noise, low, 2 * low);
            Assert.InRange(step - slopeDb, -0.3, 0.3);
        }
    }

    [Theory, OnCpu, OnCuda]
    public void Noise_has_a_mean_power_of_1_and_no_offset(string device)
    {
        foreach (var slope in (double[])[-6, -3, 0, 1.7, 6])
        {
            using var scope = NewDisposeScope();
            using var generator = new Generator(6);
            var noise = Physics.Samples(ColouredNoise.Create(1, 80_000, slope, generator, new Device(device)));
            // Brown noise has most of its power in few bins, and so scatters by 0.5 dB from draw to draw.
            Assert.InRange(Physics.PowerDb(Physics.Power(noise)), -1.5, 1.5);
            Assert.InRange(noise.Average(), -0.05, 0.05);
        }
    }

    [Fact]
    public void A_seed_decides_the_noise_and_rows_differ()
    {
        using var scope = NewDisposeScope();
        using var first = new Generator(9);
        using var second = new Generator(9);
        var (a, b) = (ColouredNoise.Create(2, 5000, -3, first), ColouredNoise.Create(2, 5000, -3, second));
        Assert.Equal(Physics.Samples(a), Physics.Samples(b));
        Assert.NotEqual(Physics.Samples(a[0]), Physics.Samples(a[1]));
    }

    [Theory, OnCpu, OnCuda]
    public void Noise_is_added_at_its_ratio_within_0_1_dB(string device)
    {
        using var scope = NewDisposeScope();
        // Rows at levels 40 dB apart: each gets its own noise level.
        var signal = cat([Physics.Noise(40_000, 1, device), Physics.Noise(40_000, 2, device) * 0.01f]);
        var noise = cat([Physics.Noise(40_000, 3, device), Physics.Noise(40_000, 4, device) * 30f]);
        foreach (var snr in (double[])[-5, 0, 10, 20, 25])
        {
            var mixed = Mixing.AtSnr(signal, noise, snr);
            for (var row = 0; row < 2; row++)
            {
                var added = Physics.Power(Physics.Samples(mixed[row] - signal[row]));
                Assert.InRange(Physics.PowerDb(Physics.Power(Physics.Samples(signal[row])) / added) - snr, -0.1, 0.1);
            }
        }
    }

    [Theory, OnCpu, OnCuda]
    public void The_ratio_can_be_taken_over_the_part_with_sound(string device)
    {
        using var scope = NewDisposeScope();
        // A tenth of the clip sounds: over all of it the power is 10 dB lower.
        var signal = zeros([1, 80_000], device: new Device(device));
        signal.narrow(1, 16_000, 8000).copy_(Physics.Noise(8000, 1, device));
        var noise = Physics.Noise(80_000, 2, device);

        var whole = Physics.Power(Physics.Samples(Mixing.AtSnr(signal, noise, 10) - signal));
        var active = Physics.Power(Physics.Samples(Mixing.AtSnr(signal, noise, 10, overActivePart: true) - signal));

        var power = Physics.Power(Physics.Samples(signal));
        Assert.InRange(Physics.PowerDb(power / whole), 9.9, 10.1);
        Assert.InRange(Physics.PowerDb(power * 10 / active), 9.9, 10.1);
    }

    [Fact]
    public void Silence_makes_no_numbers_that_are_none()
    {
        using var scope = NewDisposeScope();
        var (silence, noise) = (zeros(1, 1000), Physics.Noise(1000, 1));
        Assert.All(Physics.Samples(Mixing.AtSnr(silence, noise, 0)), sample => Assert.Equal(0, sample));
        Assert.Equal(Physics.Samples(noise), Physics.Samples(Mixing.AtSnr(noise, silence, 0)));
        Assert.All(Physics.Samples(Mixing.AtSnr(silence, silence, 0, overActivePart: true)), sample => Assert.Equal(0, sample));
    }

    [Fact]
    public void Shapes_and_figures_out_of_range_are_refused()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        Assert.Throws<ArgumentException>(() => Mixing.AtSnr(zeros(1, 10), zeros(1, 11), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Mixing.AtSnr(zeros(1, 10), zeros(1, 10), double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => ColouredNoise.Create(1, 10, 13, generator));
    }

    [Fact]
    public void Names_of_colours_are_understood()
    {
        foreach (var colour in Enum.GetValues<NoiseColour>())
            Assert.Equal(colour, NoiseColours.Parse(colour.Name()));
        Assert.Equal(NoiseColour.Pink, NoiseColours.Parse("Pink"));
        Assert.Null(NoiseColours.Parse("green"));
    }
}
