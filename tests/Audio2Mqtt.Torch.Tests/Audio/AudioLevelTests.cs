using Audio2Mqtt.Torch.Audio;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Audio;

public class AudioLevelTests
{
    [Fact]
    public void A_full_scale_sine_has_minus_3_01_dBFS()
    {
        var rms = AudioLevel.Rms(Signals.Tone(1000, 16_000, 16_000, amplitude: 1));
        Assert.Equal(-3.0103, AudioLevel.ToDbfs(rms), 1e-3);
    }

    [Fact]
    public void The_peak_is_found_at_every_place_and_sign()
    {
        for (var at = 0; at < 37; at++)
        {
            var samples = new float[37];
            samples[at] = at % 2 == 0 ? 0.75f : -0.75f;
            Assert.Equal(0.75f, AudioLevel.Peak(samples));
            Assert.Equal(0.75 / Math.Sqrt(37), AudioLevel.Rms(samples), 1e-6);
        }
    }

    [Fact]
    public void Silence_and_nothing_have_the_floors_level()
    {
        Assert.Equal(AudioLevel.FloorDbfs, AudioLevel.ToDbfs(AudioLevel.Rms(new float[100])));
        Assert.Equal(AudioLevel.FloorDbfs, AudioLevel.ToDbfs(AudioLevel.Peak([])));
        Assert.Equal(0, AudioLevel.Rms([]));
        Assert.Equal(0, AudioLevel.ToDbfs(1));
    }

    [Fact]
    public void A_million_samples_sum_without_losing_the_small_ones()
    {
        var samples = new float[1_000_000];
        Array.Fill(samples, 0.001f);
        Assert.Equal(0.001, AudioLevel.Rms(samples), 1e-8);
    }
}
