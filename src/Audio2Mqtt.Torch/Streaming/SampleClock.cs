namespace Audio2Mqtt.Torch.Streaming;

/// <summary>
/// From a source's positions to wall time. A recording's clock is set once. A live one's runs a little wrong (a sound card's crystal is off by seconds
/// a day) and its blocks arrive late by more or less: so the time of a position is that of the arrival with the least delay in the last while. Threads
/// may share it.
/// </summary>
/// <param name="isLive">Whether arrivals correct it.</param>
/// <param name="zone">Whose offset times bear.</param>
internal sealed class SampleClock(bool isLive, TimeZoneInfo zone)
{
    /// <summary>Samples a second.</summary>
    public const int Rate = 16_000;

    // Long enough to hold an arrival without delay, short enough that a crystal 100 ppm off makes no more than 3 ms.
    private const long WindowSamples = 30L * Rate;

    private long zeroTicks;      // UTC of position 0, by the best arrival so far
    private long candidateTicks; // the best of the window that is being filled
    private long windowEnd;
    private bool isSet;

    /// <summary>How long samples last.</summary>
    public static TimeSpan Duration(long samples) => TimeSpan.FromTicks(Ticks(samples));

    /// <summary>Wall time of a position, with the zone's offset.</summary>
    public DateTimeOffset TimeOf(long position) =>
        TimeZoneInfo.ConvertTime(new DateTimeOffset(Volatile.Read(ref zeroTicks) + Ticks(position), TimeSpan.Zero), zone);

    /// <summary>Forgets: the source was opened anew, and its next position is not where the last one's time goes on.</summary>
    public void Reset() => isSet = false;

    /// <summary>Says when samples came. From one thread.</summary>
    /// <param name="end">Position after the last of them.</param>
    /// <param name="arrival">When they came.</param>
    /// <param name="first">Position of the first sample since the clock was reset: where a recording's time begins.</param>
    public void Arrived(long end, DateTimeOffset arrival, long first)
    {
        var guess = arrival.UtcTicks - Ticks(isLive ? end : first);
        if (!isSet)
        {
            isSet = true;
            Volatile.Write(ref zeroTicks, guess);
            (candidateTicks, windowEnd) = (guess, end + WindowSamples);
            return;
        }

        if (!isLive) return;
        candidateTicks = Math.Min(candidateTicks, guess);
        if (guess < zeroTicks) Volatile.Write(ref zeroTicks, guess);
        if (end < windowEnd) return;
        Volatile.Write(ref zeroTicks, candidateTicks);
        (candidateTicks, windowEnd) = (guess, end + WindowSamples);
    }

    private static long Ticks(long samples) => samples * (TimeSpan.TicksPerSecond / Rate);
}
