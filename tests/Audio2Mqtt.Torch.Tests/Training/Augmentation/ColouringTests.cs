using Audio2Mqtt.Torch.Tests.Audio;
using Audio2Mqtt.Torch.Training.Augmentation;
using Xunit;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Training.Augmentation;

/// <summary>Rooms, band limits, gain and time shift.</summary>
public sealed class ColouringTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    [InlineData(0.6)]
    [InlineData(2)]
    public void A_room_reverberates_for_its_time(double seconds)
    {
        // Backward integration (Schroeder 1965, https://doi.org/10.1121/1.1909343), a line through -5 to -25 dB, as ISO 3382 has it (T20);
        // the mean of ten rooms, since one scatters by a few per cent.
        var measured = Enumerable.Range(0, 10).Average(seed =>
        {
            using var scope = NewDisposeScope();
            using var generator = new Generator((ulong)seed);
            return ReverberationSeconds(Physics.Samples(RoomResponse.Create(seconds, -20, generator))[1..]);
        });
        Assert.InRange(measured / seconds, 0.93, 1.07);
    }

    [Theory]
    [InlineData(-10)]
    [InlineData(0)]
    [InlineData(12)]
    public void Direct_sound_stands_over_the_reverberation_by_its_decibels(double decibels)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        var response = Physics.Samples(RoomResponse.Create(0.4, decibels, generator));
        Assert.InRange(Physics.PowerDb(response[0] * response[0] / response.Skip(1).Sum(tap => tap * tap)) - decibels, -0.01, 0.01);
        Assert.InRange(response.Sum(tap => tap * tap), 0.9999, 1.0001);
    }

    [Theory, OnCpu, OnCuda]
    public void An_impulse_in_a_room_is_the_rooms_response_from_there_on(string device)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(4);
        var response = RoomResponse.Create(0.2, 3, generator, new Device(device));
        var click = zeros([1, 8000], device: new Device(device));
        click[0, 5000] = 1f;

        var heard = Physics.Samples(SpectralFilter.Apply(click, response, null));

        var taps = Physics.Samples(response);
        for (var k = 0; k < heard.Length; k++)
            Assert.InRange(heard[k] - (k >= 5000 ? taps[k - 5000] : 0), -1e-5, 1e-5);
    }

    [Theory, OnCpu, OnCuda]
    public void A_band_limit_attenuates_as_Butterworths_formula_says(string device)
    {
        var band = new BandLimit { HighPassHz = 300, LowPassHz = 3400 };
        foreach (var hertz in (double[])[75, 150, 300, 1000, 3400, 6800])
        {
            using var scope = NewDisposeScope();
            var heard = Physics.Samples(SpectralFilter.Apply(Physics.Tone(hertz, 48_000, device), null, band))[8000..^8000];
            var expected = -10 * (Math.Log10(1 + Math.Pow(300 / hertz, 8)) + Math.Log10(1 + Math.Pow(hertz / 3400, 8)));
            Assert.InRange(Signals.Decibels(Signals.Amplitude(heard, hertz, Physics.Rate) / 0.5) - expected, -0.05, 0.05);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-6)]
    public void A_tilt_adds_its_decibels_in_each_octave(double decibels)
    {
        var band = new BandLimit { TiltDb = decibels };
        foreach (var hertz in (double[])[125, 500, 1000, 4000])
        {
            using var scope = NewDisposeScope();
            var heard = Physics.Samples(SpectralFilter.Apply(Physics.Tone(hertz, 48_000), null, band))[8000..^8000];
            Assert.InRange(Signals.Decibels(Signals.Amplitude(heard, hertz, Physics.Rate) / 0.5) - (decibels * Math.Log2(hertz / 1000)), -0.05, 0.05);
        }
    }

    [Fact]
    public void A_band_limit_moves_nothing_in_time()
    {
        using var scope = NewDisposeScope();
        var click = zeros(1, 16_000);
        click[0, 7000] = 1f;
        var heard = Physics.Samples(SpectralFilter.Apply(click, null, new() { LowPassHz = 3000 }));
        Assert.Equal(7000, Array.IndexOf(heard, heard.Max()));
        Assert.InRange(Physics.Power(heard.AsSpan(7000 - 160, 320)) * 320 / (Physics.Power(heard) * 16_000), 0.99, 1);
    }

    [Theory, OnCpu, OnCuda]
    public void Gain_changes_the_level_by_its_decibels(string device)
    {
        using var scope = NewDisposeScope();
        var noise = Physics.Noise(10_000, 1, device);
        foreach (var decibels in (double[])[-60, -6, 0, 6, 20])
            Assert.InRange(
                Physics.PowerDb(Physics.Power(Physics.Samples(Gain.Apply(noise, decibels))) / Physics.Power(Physics.Samples(noise))) - decibels, -1e-4, 1e-4);
    }

    [Theory, OnCpu, OnCuda]
    public void A_time_shift_is_a_circle(string device)
    {
        using var scope = NewDisposeScope();
        var ramp = arange(10, dtype: ScalarType.Float32, device: new Device(device)).unsqueeze(0);
        Assert.Equal([8f, 9, 0, 1, 2, 3, 4, 5, 6, 7], Physics.Samples(TimeShift.Apply(ramp, 2)));
        Assert.Equal([2f, 3, 4, 5, 6, 7, 8, 9, 0, 1], Physics.Samples(TimeShift.Apply(ramp, -2)));
        Assert.Equal(Physics.Samples(TimeShift.Apply(ramp, 3)), Physics.Samples(TimeShift.Apply(ramp, 13)));
    }

    [Theory, OnCpu, OnCuda]
    public void Masks_hide_whole_frames_and_bands_behind_the_mean_and_differ_from_patch_to_patch(string device)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(2);
        var patches = Physics.Noise(200 * 96 * 64, 1, device).view(200, 96, 64);

        var masked = SpectrumMasks.Apply(patches, generator, new() { MaxFrames = 20, MaxBands = 8 });

        var hidden = masked.ne(patches).cpu();
        var frames = hidden.all(2).sum(1L).data<long>().ToArray();
        var bands = hidden.all(1).sum(1L).data<long>().ToArray();
        Assert.InRange(frames.Max(), 15, 20);
        Assert.InRange(bands.Max(), 7, 8);
        // Drawn evenly from 0 to 20 and to 8: means 10 and 4, and 200 draws scatter by 0.43 and 0.18.
        Assert.InRange(frames.Average(), 8, 12);
        Assert.InRange(bands.Average(), 3, 5);
        for (var k = 0; k < 200; k++)
            Assert.Equal((frames[k] * 64) + (bands[k] * 96) - (frames[k] * bands[k]), hidden[k].sum().data<long>()[0]);
        var means = patches.mean([1, 2], keepdim: true).expand_as(patches);
        Assert.True(masked.eq(patches).logical_or(masked.eq(means)).all().cpu().data<bool>()[0]);
    }

    [Fact]
    public void Transforms_are_of_lengths_that_are_fast()
    {
        // By hand: 2, 2, 4, 6, 10; 80000 = 2^7 5^4; 96 = 2^5 3 is the next after 92.
        Assert.Equal([2, 2, 4, 6, 10, 80_000, 96], ((long[])[1, 2, 3, 5, 9, 80_000, 91]).Select(FourierSize.AtLeast));
    }

    private static double ReverberationSeconds(float[] response)
    {
        var decay = new double[response.Length];
        var sum = 0.0;
        for (var k = response.Length - 1; k >= 0; k--)
            decay[k] = sum += (double)response[k] * response[k];
        var level = decay.Select(value => 10 * Math.Log10(value / sum)).ToArray();
        var (from, to) = (Array.FindIndex(level, value => value < -5), Array.FindIndex(level, value => value < -25));
        return 3.0 * (to - from) / Physics.Rate;
    }
}
