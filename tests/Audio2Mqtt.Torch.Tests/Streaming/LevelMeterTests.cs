using Audio2Mqtt.Torch.Streaming;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Streaming;

public sealed class LevelMeterTests
{
    private const int Window = 15_600;
    private const int Hop = 7680;

    // A frame of 10 ms is what an edge is known by; a sine's power varies within one.
    private const int Frame = 160;

    [Fact]
    public void The_loudest_tenth_of_a_second_opens_the_gate_however_quiet_the_rest_is()
    {
        var meter = new LevelMeter(Window);
        var samples = Noise(1e-4f);
        for (var i = 8000; i < 9600; i++) samples[i] += Sine(i, 0.1f);
        meter.Measure(samples, Hop);
        Assert.Equal(-23.0, meter.LoudestDbfs, 0.2);                                       // 0.1 is -20 dBFS, a sine's RMS 3 dB less
        Assert.Equal(-23.0 + (10 * Math.Log10(1600.0 / Window)), meter.PatchDbfs, 0.2);
        Assert.InRange(meter.QuietestDbfs, -86, -83);                                      // uniform noise: 4.8 dB under its peak of -80
    }

    [Theory]
    [InlineData(-60)]
    [InlineData(-45)]
    [InlineData(-35)]
    public void A_sound_s_edges_are_found_within_two_frames_over_noise(float noiseDbfs)
    {
        var meter = new LevelMeter(Window);
        var samples = Noise(MathF.Pow(10, (noiseDbfs + 4.77f) / 20));
        for (var i = 5000; i < 11_000; i++) samples[i] += Sine(i, 0.1f);
        meter.Measure(samples, Hop);
        Assert.InRange(meter.Onset, 5000 - (2 * Frame), 5000 + (2 * Frame));
        Assert.InRange(meter.Offset, 11_000 - (2 * Frame), 11_000 + (2 * Frame));
    }

    [Fact]
    public void Where_nothing_stands_out_a_sound_begins_with_the_newest_hop_and_lasts_to_the_end()
    {
        var meter = new LevelMeter(Window);
        meter.Measure(Noise(0.1f), Hop);
        Assert.Equal((Window - Hop, Window), (meter.Onset, meter.Offset));
        meter.Measure(new float[Window], Hop);
        Assert.Equal((Window - Hop, Window), (meter.Onset, meter.Offset));
        Assert.Equal(-150, meter.LoudestDbfs);
    }

    private static float Sine(int i, float amplitude) => amplitude * MathF.Sin(2 * MathF.PI * 1000 * i / 16_000);

    private static float[] Noise(float amplitude)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, Window).Select(_ => amplitude * ((2 * random.NextSingle()) - 1))];
    }
}
