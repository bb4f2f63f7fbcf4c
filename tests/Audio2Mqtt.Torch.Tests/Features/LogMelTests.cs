using Audio2Mqtt.Torch.Features;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Features;

public sealed class LogMelTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(15600, 1)]
    [InlineData(15601, 2)]
    [InlineData(15600 + 7680, 2)]
    [InlineData(15600 + 7681, 3)]
    public void A_recording_gives_a_patch_and_one_more_for_each_hop_begun(long samples, int patches)
    {
        Assert.Equal(patches, LogMel.PatchCount(samples));
        Assert.Equal(15600 + ((patches - 1) * 7680), LogMel.PaddedLength(samples));
    }

    [Fact]
    public void A_tone_lands_in_the_band_whose_centre_is_nearest_in_mel()
    {
        using var scope = NewDisposeScope();
        using var logMel = new LogMel();
        var tone = (arange(16000, dtype: ScalarType.Float64) * (2 * Math.PI * 1000 / 16000)).sin().to(ScalarType.Float32).unsqueeze(0);

        var loudest = logMel.Compute(tone).mean([0, 1]).argmax().ToInt32();

        // Band b is centred on the mel edge b + 1 of 66 between 125 and 7500 Hz: worked out here from HTK's formula.
        static double Mel(double hertz) => 1127 * Math.Log(1 + (hertz / 700));
        var nearest = Enumerable.Range(0, 64).MinBy(band => Math.Abs(Mel(125) + ((Mel(7500) - Mel(125)) * (band + 1) / 65) - Mel(1000)));
        Assert.Equal(nearest, loudest);
    }

    [Fact]
    public void A_batch_gives_what_each_recording_gives_alone()
    {
        using var scope = NewDisposeScope();
        using var logMel = new LogMel();
        using var generator = new Generator(7);
        var batch = randn([3, 40000], generator: generator);

        var together = logMel.Compute(batch);

        for (var k = 0; k < 3; k++)
        {
            var alone = logMel.Compute(batch.narrow(0, k, 1));
            // The same double-precision transforms; only the matrix product may group its sums differently.
            Assert.InRange((together[k] - alone[0]).abs().max().ToDouble(), 0, 1e-5);
        }
    }

    [Fact]
    public void A_stretch_of_a_recording_gives_the_same_frames_as_the_whole()
    {
        using var scope = NewDisposeScope();
        using var logMel = new LogMel();
        using var generator = new Generator(8);
        var whole = randn([1, 160 * 1000], generator: generator);

        var frames = logMel.Compute(whole);
        var later = logMel.Compute(whole.narrow(1, 160 * 500, 160 * 300));

        Assert.InRange((frames.narrow(1, 500, later.shape[1]) - later).abs().max().ToDouble(), 0, 1e-5);
    }

    [Fact]
    public void Patches_overlap_by_the_hop()
    {
        using var scope = NewDisposeScope();
        using var logMel = new LogMel();
        var frames = arange(200, dtype: ScalarType.Float32).reshape(1, 200, 1).expand(1, 200, 64);

        var patches = logMel.Patches(frames);
        Assert.Equal([1, 3, 96, 64], patches.shape);
        Assert.Equal([0f, 48f, 96f], patches[0, TensorIndex.Colon, 0, 0].data<float>().ToArray());

        var dense = logMel.Patches(frames, 10);
        Assert.Equal([1, 11, 96, 64], dense.shape);
        Assert.Equal(100f + 95f, dense[0, 10, 95, 63].item<float>());
    }

    [Theory]
    [InlineData(new long[] { 16000 })]
    [InlineData(new long[] { 1, 399 })]
    public void A_waveform_without_a_batch_or_under_one_window_is_refused(long[] shape)
    {
        using var logMel = new LogMel();
        using var waveform = zeros(shape);
        var error = Assert.Throws<ArgumentException>(() => logMel.Compute(waveform));
        Assert.Contains("at least 400 samples", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Repeating_it_leaves_no_tensor_behind()
    {
        using var logMel = new LogMel();
        using var waveform = zeros(2, 32000);
        var before = TorchSharp.DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        for (var k = 0; k < 20; k++)
        {
            using var frames = logMel.Compute(waveform);
            using var patches = logMel.Patches(frames);
        }

        Assert.Equal(before, TorchSharp.DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }
}
