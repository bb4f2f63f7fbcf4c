using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Audio.Devices;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Audio.Devices;

/// <summary>Where a device's thread and ours meet.</summary>
public sealed class DeviceRingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void Frames_come_in_order_around_the_end_of_the_ring()
    {
        var ring = new DeviceRing("mic", channels: 2, capacityFrames: 4);
        var next = 0;
        for (var round = 0; round < 10; round++)
        {
            ring.Write([next, next + 1, next + 2, next + 3, next + 4, next + 5]);
            Assert.Equal((6, 0), Read(ring, out var samples));
            Assert.Equal([next, next + 1, next + 2, next + 3, next + 4, next + 5], samples);
            next += 6;
        }
    }

    [Fact]
    public void The_oldest_frames_are_dropped_and_counted()
    {
        var ring = new DeviceRing("mic", channels: 1, capacityFrames: 4);
        ring.Write([1, 2, 3]);
        ring.Write([4, 5, 6, 7, 8, 9]);
        Assert.Equal((4, 5), Read(ring, out var samples));
        Assert.Equal([6, 7, 8, 9], samples);
        ring.Write([10]);
        Assert.Equal((1, 0), Read(ring, out _));
    }

    [Fact]
    public void A_hole_ends_a_read_and_is_told_by_the_next_one()
    {
        var ring = new DeviceRing("mic", channels: 1, capacityFrames: 8);
        ring.Write([1, 2]);
        ring.Lose(100);
        ring.Lose(5);
        ring.Write([3]);
        Assert.Equal((2, 0), Read(ring, out _));
        Assert.Equal((1, 105), Read(ring, out var samples));
        Assert.Equal([3], samples);

        // A hole among what is dropped counts as well, a later one stays where it is.
        ring.Write([1, 2]);
        ring.Lose(10);
        ring.Write([3, 4, 5, 6, 7, 8]);
        ring.Lose(20);
        ring.Write([9, 10, 11]);
        Assert.Equal((5, 13), Read(ring, out samples));
        Assert.Equal([4, 5, 6, 7, 8], samples);
        Assert.Equal((3, 20), Read(ring, out _));
    }

    [Fact]
    public void A_failure_is_told_once_everything_was_read()
    {
        var ring = new DeviceRing("mic", channels: 1, capacityFrames: 8);
        ring.Write([1]);
        ring.Fail("is gone");
        ring.Fail("is gone again");
        Assert.Equal((1, 0), Read(ring, out _));
        Assert.Equal("mic: is gone", Assert.Throws<AudioException>(() => Read(ring, out _)).Message);
    }

    [Fact]
    public async Task Stopping_ends_a_read_that_waits()
    {
        var ring = new DeviceRing("mic", channels: 1, capacityFrames: 8);
        var reading = Task.Run(() => Read(ring, out _));
        ring.Stop();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => reading.WaitAsync(Patience));
    }

    private static (int Count, long Lost) Read(DeviceRing ring, out float[] samples)
    {
        var buffer = new float[16];
        var count = ring.Read(buffer, out var lost);
        samples = buffer[..count];
        return (count, lost);
    }
}
