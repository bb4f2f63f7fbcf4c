using Audio2Mqtt.Torch.Preparation;
using Audio2Mqtt.Torch.Streaming;
using TorchSharp;
using Xunit;
using static Audio2Mqtt.Torch.Tests.Streaming.PreparedListening;

namespace Audio2Mqtt.Torch.Tests.Streaming;

public class CleanSoundTests
{
    [Fact]
    public void It_is_the_prepared_file_at_the_same_positions_with_its_padding()
    {
        var samples = Tones(6.3, seed: 51);
        using var clean = new CleanSound(200_000);
        Give(clean, samples, samples.Length + 500);
        Assert.Equal([.. PreparedReader.Apply(samples, Denoised), .. new float[500]], Kept(clean, 0));
    }

    [Fact]
    public void What_is_not_there_any_more_counts_as_silence()
    {
        var samples = Tones(6.3, seed: 52);
        var ring = new SampleRing(60_000);
        using var clean = new CleanSound(200_000);
        ring.Write(samples.AsSpan(0, 20_000));
        TakeAll(clean, ring);
        ring.Write(samples.AsSpan(20_000)); // 100 800 in all, of which the last 60 000 are there
        TakeAll(clean, ring);
        clean.Complete(ring.End);
        float[] expected = [.. samples[..20_000], .. new float[20_800], .. samples[40_800..]];
        Assert.Equal(PreparedReader.Apply(expected, Denoised), Kept(clean, 0));
    }

    [Fact]
    public void After_a_restart_it_has_heard_nothing_goes_on_at_the_position_and_leaves_no_tensor_behind()
    {
        var samples = Tones(5.5, seed: 53);
        var expected = PreparedReader.Apply(samples, Denoised);
        using var clean = new CleanSound(400_000);
        var ring = new SampleRing(100_000);
        ring.Write(new float[30_000]);
        TakeAll(clean, ring);
        clean.Restart(ring.End); // never complete: nothing of it was of use
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        for (var k = 0; k < 3; k++)
        {
            var begin = ring.End;
            ring.Write(samples);
            TakeAll(clean, ring);
            clean.Complete(ring.End);
            clean.Complete(ring.End);
            Assert.Equal(expected, Kept(clean, begin));
            clean.Restart(ring.End);
            Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
        }
    }

    private static void Give(CleanSound clean, float[] samples, long end)
    {
        var ring = new SampleRing(samples.Length);
        ring.Write(samples);
        TakeAll(clean, ring);
        clean.Complete(end);
    }

    private static void TakeAll(CleanSound clean, SampleRing ring)
    {
        while (clean.Take(ring, ring.End)) clean.Clean();
    }

    private static float[] Kept(CleanSound clean, long from)
    {
        var samples = new float[clean.Ring.End - from];
        clean.Ring.Copy(from, samples);
        return samples;
    }
}
