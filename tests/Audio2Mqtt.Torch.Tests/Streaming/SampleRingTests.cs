using Audio2Mqtt.Torch.Streaming;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Streaming;

public sealed class SampleRingTests
{
    [Fact]
    public void Every_position_that_is_still_there_holds_what_was_written_to_it()
    {
        var ring = new SampleRing(1000);
        var random = new Random(2);
        var all = new List<float>();
        for (var k = 0; k < 300; k++)
        {
            float[] block = [.. Enumerable.Range(0, random.Next(0, 1500)).Select(_ => random.NextSingle())];
            if (k % 7 == 0)
            {
                ring.WriteSilence(block.Length);
                all.AddRange(new float[block.Length]);
            }
            else
            {
                ring.Write(block);
                all.AddRange(block);
            }

            Assert.Equal(all.Count, ring.End);
            Assert.Equal(Math.Max(0, all.Count - 1000), ring.Begin);
            var from = random.NextInt64(ring.Begin, ring.End + 1);
            var copy = new float[random.Next(0, (int)(ring.End - from) + 1)];
            ring.Copy(from, copy);
            Assert.Equal(all.GetRange((int)from, copy.Length), copy);
        }
    }

    [Fact]
    public void What_is_gone_or_not_there_yet_cannot_be_had()
    {
        var ring = new SampleRing(100);
        ring.Write(new float[250]);
        Assert.Throws<ArgumentOutOfRangeException>(() => ring.Copy(149, new float[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ring.Copy(249, new float[2]));
    }

    [Fact]
    public void Writing_and_copying_allocate_nothing()
    {
        var ring = new SampleRing(1000);
        float[] block = new float[320], copy = new float[500];
        for (var k = 0; k < 3; k++) Round();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var k = 0; k < 100; k++) Round();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Round()
        {
            ring.Write(block);
            ring.Write(block);
            ring.WriteSilence(300);
            ring.Copy(ring.Begin, copy);
        }
    }
}
