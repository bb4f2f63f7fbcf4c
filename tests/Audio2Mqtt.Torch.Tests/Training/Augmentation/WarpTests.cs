using Audio2Mqtt.Torch.Training.Augmentation;
using Xunit;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Training.Augmentation;

public sealed class WarpTests
{
    [Theory, OnCpu, OnCuda]
    public void A_440_Hz_tone_shifted_by_2_semitones_peaks_at_493_9_Hz(string device)
    {
        using var scope = NewDisposeScope();
        var shifted = Warp.PitchShift(Physics.Tone(440, 80_000, device), 2);

        Assert.Equal([1, 80_000], shifted.shape);
        Assert.InRange(Physics.PeakHz(shifted), 493.8, 494.0);
    }

    [Theory, OnCpu, OnCuda]
    public void Tones_move_by_the_equal_tempered_scale_at_their_level(string device)
    {
        foreach (var semitones in (double[])[-12, -5, -2, -0.5, 0, 0.5, 1, 3.7, 7, 12])
        {
            foreach (var hertz in (double[])[220, 1000])
            {
                using var scope = NewDisposeScope();
                var shifted = Warp.PitchShift(Physics.Tone(hertz, 64_000, device), semitones);
                var wanted = hertz * Math.Pow(2, semitones / 12);
                // 0.12 % are 2 cents, which the fraction next to a fourth (-5 semitones) is off; the best ear tells 5.
                Assert.InRange(Physics.PeakHz(shifted), wanted * 0.9988, wanted * 1.0012);
                Assert.Equal([1, 64_000], shifted.shape);
                Assert.InRange(Physics.PowerDb(Physics.Power(Physics.Samples(shifted).AsSpan()[8000..^8000]) / 0.125), -0.3, 0.3);
            }
        }
    }

    [Theory, OnCpu, OnCuda]
    public void Pitch_and_tempo_change_at_once(string device)
    {
        using var scope = NewDisposeScope();
        var warped = Warp.Apply(Physics.Tone(440, 80_000, device), 2, 1.15);
        Assert.InRange(warped.shape[1], (80_000 / 1.15) - 3, (80_000 / 1.15) + 3);
        Assert.InRange(Physics.PeakHz(warped), 493.8, 494.0);
    }

    [Fact]
    public void An_event_keeps_its_time_when_the_pitch_moves()
    {
        foreach (var semitones in (double[])[-3, 3])
        {
            using var scope = NewDisposeScope();
            var burst = zeros(1, 80_000);
            burst.narrow(1, 48_000, 4000).copy_(Physics.Tone(1000, 4000));

            var shifted = Physics.Samples(Warp.PitchShift(burst, semitones));

            // 50 ms about the burst hold it; a hop and half a window may leak.
            var inside = Physics.Power(shifted.AsSpan(48_000 - 800, 5600)) * 5600;
            Assert.InRange(inside / (Physics.Power(shifted) * 80_000), 0.97, 1.0001);
        }
    }

    [Fact]
    public void Figures_outside_their_ranges_are_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentOutOfRangeException>(() => Warp.PitchShift(zeros(1, 100), 13));
        Assert.Throws<ArgumentOutOfRangeException>(() => Warp.Apply(zeros(1, 100), 0, 3));
    }
}
