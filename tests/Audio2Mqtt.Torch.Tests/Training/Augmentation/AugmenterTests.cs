using Audio2Mqtt.Torch.Tests.Audio;
using Audio2Mqtt.Torch.Tests.Classification;
using Audio2Mqtt.Torch.Training.Augmentation;
using Xunit;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Training.Augmentation;

[Collection(ClassifierTests.CountsTensors)]
public sealed class AugmenterTests
{
    /// <summary>Every kind, always.</summary>
    private static readonly AugmentationOptions Everything = new()
    {
        PitchShiftProbability = 1, TimeStretchProbability = 1, TimeShiftProbability = 1, GainProbability = 1, NoiseProbability = 1,
        RoomProbability = 1, BandLimitProbability = 1,
    };

    private static readonly AugmentationOptions Nothing = new()
    {
        PitchShiftProbability = 0, TimeStretchProbability = 0, TimeShiftProbability = 0, GainProbability = 0, NoiseProbability = 0,
        RoomProbability = 0, BandLimitProbability = 0,
    };

    [Fact]
    public void A_copy_has_as_many_samples_and_others()
    {
        var clip = Signals.Noise(80_000, 1);
        var copy = new Augmenter(Everything).Apply(clip, 7);
        Assert.Equal(80_000, copy.Length);
        Assert.NotEqual(clip, copy);
        Assert.DoesNotContain(copy, sample => !float.IsFinite(sample));
    }

    [Fact]
    public void With_every_kind_off_a_copy_is_the_clip()
    {
        var clip = Signals.Noise(10_000, 1);
        Assert.Equal(clip, new Augmenter(Nothing).Apply(clip, 7));
    }

    [Fact]
    public void A_seed_gives_the_same_bits_again_and_in_other_threads()
    {
        var clip = Signals.Chirp(80_000, 16_000, 1);
        var augmenter = new Augmenter(Everything, 1, 4);
        var first = augmenter.Apply(clip, 42);

        float[][] others = new float[3][];
        var threads = Enumerable.Range(0, 3).Select(k => new Thread(() => others[k] = augmenter.Apply(clip, 42))).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();

        Assert.All(others, other => Assert.Equal(first, other));
        Assert.NotEqual(first, augmenter.Apply(clip, 43));
    }

    [Fact]
    public void A_copy_leaves_no_tensor_behind()
    {
        var clip = Signals.Noise(40_000, 1);
        var (augmenter, noise) = (new Augmenter(Everything), new NoiseTransform(NoiseColour.Pink, 10));
        void Run(long seed) => _ = (augmenter.Apply(clip, seed), noise.Apply(clip, seed));
        Run(0);
        // What tests before this one left to the finalizers must not go while it counts.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = Tensor.TotalCount;
        for (var seed = 1; seed < 10; seed++) Run(seed);
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void A_kernel_leaves_nothing_but_its_result()
    {
        using var noise = Physics.Noise(20_000, 1);
        using var generator = new Generator(1);
        using var room = RoomResponse.Create(0.2, 3, generator);
        using var patches = rand(3, 96, 64);
        Func<Tensor>[] kernels =
        [
            () => PhaseVocoder.Stretch(noise, 1.1), () => PhaseVocoder.Stretch(noise, 1), () => SincResampler.Resample(noise, new(9, 8)),
            () => Warp.PitchShift(noise, 1), () => Warp.Apply(noise, 0, 1.1), () => Warp.Fit(noise, 10), () => Warp.Fit(noise, 30_000),
            () => ColouredNoise.Create(1, 5000, -3, generator), () => ColouredNoise.Create(1, 5000, 0, generator),
            () => Mixing.AtSnr(noise, noise, 3), () => Mixing.AtSnr(noise, noise, 3, overActivePart: true), () => Waveforms.Power(noise),
            () => Gain.Apply(noise, 3), () => TimeShift.Apply(noise, 3), () => RoomResponse.Create(0.2, 3, generator),
            () => SpectralFilter.Apply(noise, room, new() { HighPassHz = 100, LowPassHz = 3000, TiltDb = 1 }), () => SpectralFilter.Apply(noise, null, null),
            () => new BandLimit { HighPassHz = 100 }.Response(1024), () => SpectrumMasks.Apply(patches, generator),
        ];
        GC.Collect();
        GC.WaitForPendingFinalizers();
        for (var k = 0; k < kernels.Length; k++)
        {
            var before = Tensor.TotalCount;
            using (kernels[k]()) Assert.True(Tensor.TotalCount == before + 1, $"kernel {k} leaves {Tensor.TotalCount - before} tensors");
            Assert.Equal(before, Tensor.TotalCount);
        }
    }

    [Fact]
    public void The_copies_of_a_clip_are_as_many_as_asked_for_and_each_its_own()
    {
        var copies = Augmenter.Copies(new(), 5);
        Assert.Equal(5, copies.Select(copy => copy.Key).Distinct().Count());
        Assert.Equal(Augmenter.DefaultCopies, Augmenter.Copies().Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => Augmenter.Copies(null, 0));
    }

    [Fact]
    public void Clips_of_any_length_and_silent_ones_are_taken()
    {
        // One sample, less than a hop, 0.1 s, one more than a window, and one sample beyond a piece.
        foreach (var samples in (int[])[1, 2, 100, 1600, 1025, (30 * 16_000) + 1])
        {
            foreach (var clip in (float[][])[Signals.Noise(samples, 2), new float[samples]])
            {
                for (var seed = 0; seed < 3; seed++)
                {
                    var copy = new Augmenter(Everything).Apply(clip, seed);
                    Assert.Equal(samples, copy.Length);
                    Assert.DoesNotContain(copy, sample => !float.IsFinite(sample));
                    if (clip[0] == 0 && clip[^1] == 0) Assert.All(copy, sample => Assert.Equal(0, sample));
                }
            }
        }

        Assert.Throws<ArgumentException>(() => new Augmenter().Apply([], 1));
        Assert.Throws<ArgumentException>(() => new NoiseTransform(NoiseColour.White, 0).Apply([], 1));
    }

    [Fact]
    public void A_batch_gives_what_each_clip_gives_alone()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        var batch = cat([Physics.Noise(20_000, 1), Physics.Tone(440, 20_000), zeros(1, 20_000)]);
        var room = RoomResponse.Create(0.3, 5, generator);
        Func<Tensor, Tensor>[] kernels =
        [
            x => Warp.Apply(x, 1.3, 0.9),
            x => PhaseVocoder.Stretch(x, 1.2),
            x => SincResampler.Resample(x, new(9, 8)),
            x => SpectralFilter.Apply(x, room, new() { HighPassHz = 100, TiltDb = 2 }),
            x => TimeShift.Apply(x, 777),
            x => Mixing.AtSnr(x, ones_like(x), 3, overActivePart: true),
        ];
        foreach (var kernel in kernels)
        {
            var together = kernel(batch);
            for (var k = 0; k < 3; k++)
                // A convolution may group its sums in another way.
                Assert.InRange((together[k] - kernel(batch.narrow(0, k, 1))[0]).abs().max().cpu().data<float>()[0], 0, 1e-5);
        }
    }

    [Fact]
    public void Copies_cover_the_ratios_evenly_and_the_last_ones_have_no_noise()
    {
        const int copies = 8;
        var options = Nothing with { NoiseProbability = 0.75, SnrMinDb = -5, SnrMaxDb = 25 };
        var clip = Signals.Noise(16_000, 1);
        for (var seed = 0; seed < 5; seed++)
        {
            for (var copy = 0; copy < copies; copy++)
            {
                var noisy = new Augmenter(options, copy, copies).Apply(clip, seed);
                var noise = noisy.Zip(clip, (a, b) => a - b).ToArray();
                if (copy >= 6)
                {
                    Assert.Equal(clip, noisy);
                    continue;
                }

                // Six noisy copies over 30 dB: 5 dB each.
                var snr = Physics.PowerDb(Physics.Power(clip) / Physics.Power(noise));
                Assert.InRange(snr, -5 + (5 * copy) - 0.1, (5 * copy) + 0.1);
            }
        }
    }

    [Fact]
    public void Noise_goes_over_the_silence_at_a_clips_end_too()
    {
        var clip = new float[80_000];
        Signals.Tone(1000, 16_000, 16_000).CopyTo(clip, 0);
        var noisy = new NoiseTransform(NoiseColour.White, 10).Apply(clip, 3);
        var tail = Physics.Power(noisy.AsSpan(40_000));
        Assert.InRange(Physics.PowerDb(Physics.Power(clip) / tail), 9.8, 10.2);
    }

    [Theory]
    [InlineData(NoiseColour.White, 20)]
    [InlineData(NoiseColour.Pink, 0)]
    [InlineData(NoiseColour.Brown, -5)]
    public void Noise_to_evaluate_under_keeps_its_ratio_within_0_1_dB(NoiseColour colour, double snr)
    {
        // Longer than a piece, so that the ratio holds over the whole and not over each piece.
        var clip = Signals.Noise(31 * 16_000, 1);
        Array.Clear(clip, 0, 10 * 16_000);
        var noise = new NoiseTransform(colour, snr).Apply(clip, 5).Zip(clip, (a, b) => a - b).ToArray();
        Assert.InRange(Physics.PowerDb(Physics.Power(clip) / Physics.Power(noise)) - snr, -0.1, 0.1);
    }

    [Fact]
    public void Keys_tell_every_option_apart()
    {
        AugmentationOptions[] all =
        [
            new(), new() { PitchShiftProbability = 0.1 }, new() { PitchShiftSemitones = 1 }, new() { TimeStretchProbability = 0.1 }, new() { TimeStretch = 0.1 },
            new() { TimeShiftProbability = 0.1 }, new() { TimeShiftSeconds = 1 }, new() { GainProbability = 0.1 }, new() { GainDb = 1 },
            new() { NoiseProbability = 0.1 }, new() { SnrMinDb = 0 }, new() { SnrMaxDb = 30 }, new() { SnrOverActivePart = true },
            new() { NoiseSlopeMinDb = 0 }, new() { NoiseSlopeMaxDb = 0 }, new() { RecordedNoiseShare = 0.1 }, new() { RoomProbability = 0.1 },
            new() { RoomSeconds = 1 }, new() { RoomDirectMinDb = 3 }, new() { BandLimitProbability = 0.1 }, new() { HighPassMaxHz = 100 },
            new() { LowPassMinHz = 3000 }, new() { TiltDb = 1 },
        ];
        // One for each option that there is, and the defaults.
        Assert.Equal(typeof(AugmentationOptions).GetProperties().Length + 1, all.Length);
        var keys = all.Select(options => new Augmenter(options).Key).Append(new Augmenter(new(), 1, 2).Key).ToArray();
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.All(keys, key => Assert.DoesNotContain('\n', key));
        Assert.Equal(new Augmenter(new()).Key, new Augmenter().Key);
        Assert.NotEqual(new NoiseTransform(NoiseColour.White, 10).Key, new NoiseTransform(NoiseColour.White, 10.5).Key);
    }

    [Fact]
    public void Ranges_the_wrong_way_round_and_copies_that_are_none_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Augmenter(new() { SnrMinDb = 30, SnrMaxDb = 0 }));
        Assert.Throws<ArgumentException>(() => new Augmenter(new() { NoiseSlopeMinDb = 3, NoiseSlopeMaxDb = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Augmenter(new(), 2, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AugmentationOptions { NoiseProbability = 1.1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new AugmentationOptions { PitchShiftSemitones = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new NoiseTransform(NoiseColour.White, 101));
    }
}
