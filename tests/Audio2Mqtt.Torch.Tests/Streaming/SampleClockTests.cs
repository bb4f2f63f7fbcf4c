using Audio2Mqtt.Torch.Streaming;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Streaming;

public sealed class SampleClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(100)]
    [InlineData(-100)]
    public void A_crystal_that_is_off_stays_within_5_ms_over_a_day_of_late_arrivals(int partsPerMillion)
    {
        var clock = new SampleClock(isLive: true, TimeZoneInfo.Utc);
        var random = new Random(1);
        var worst = TimeSpan.Zero;
        const int block = 1600;
        for (long end = block; end < 24L * 3600 * 16_000; end += block)
        {
            // Blocks arrive 0 to 30 ms late; the card's own second is longer or shorter.
            var truth = Start + TimeSpan.FromSeconds(end / 16_000.0 * (1 + (partsPerMillion * 1e-6)));
            clock.Arrived(end, truth + TimeSpan.FromMilliseconds(random.NextDouble() * 30), 0);
            var error = (clock.TimeOf(end) - truth).Duration();
            if (end > 16_000 * 30 && error > worst) worst = error;
        }

        // 30 s at 100 ppm are 3 ms, and the best of 300 arrivals is late by about 0.1 ms.
        Assert.InRange(worst.TotalMilliseconds, 0, 7);
    }

    [Fact]
    public void A_recording_runs_on_its_own_clock_from_when_it_was_opened()
    {
        var clock = new SampleClock(isLive: false, TimeZoneInfo.Utc);
        clock.Arrived(320, Start, 0);
        clock.Arrived(16_000, Start + TimeSpan.FromMilliseconds(1), 0);
        Assert.Equal(Start + TimeSpan.FromHours(10), clock.TimeOf(10 * 3600 * 16_000L));
    }

    [Fact]
    public void Times_bear_the_offset_of_their_zone_in_summer_and_winter()
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(5.5), "test", "test");
        var clock = new SampleClock(isLive: false, zone);
        clock.Arrived(0, Start, 0);
        Assert.Equal(TimeSpan.FromHours(5.5), clock.TimeOf(0).Offset);
        Assert.Equal(Start, clock.TimeOf(0));
    }

    [Fact]
    public void A_source_that_was_opened_again_takes_its_time_from_its_first_arrival()
    {
        var clock = new SampleClock(isLive: true, TimeZoneInfo.Utc);
        clock.Arrived(16_000, Start, 0);
        clock.Reset();
        clock.Arrived(32_000, Start + TimeSpan.FromMinutes(7), 16_000);
        Assert.Equal(Start + TimeSpan.FromMinutes(7), clock.TimeOf(32_000));
    }
}
