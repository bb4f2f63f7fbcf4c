using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Audio2Mqtt.Torch.Audio;

/// <summary>Positions and lengths as people write them: <c>90</c>, <c>1.5</c>, <c>1:30</c>, <c>01:02:03.250</c>.</summary>
public static class AudioTime
{
    private const double SecondsPerPart = 60;

    /// <summary>
    /// Parses seconds, <c>mm:ss</c> or <c>hh:mm:ss</c>; the last part may have decimals, and every part after the first is below 60.
    /// </summary>
    /// <returns>Whether <paramref name="text"/> is such a time, not negative.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out TimeSpan time)
    {
        time = default;
        var parts = (text ?? "").Split(':');
        if (parts.Length > 3) return false;
        double seconds = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            var styles = i == parts.Length - 1 ? NumberStyles.AllowDecimalPoint : NumberStyles.None;
            if (!double.TryParse(parts[i], styles, CultureInfo.InvariantCulture, out var part)) return false;
            if (i > 0 && part >= SecondsPerPart) return false;
            seconds = (seconds * SecondsPerPart) + part;
        }

        if (!(seconds < TimeSpan.MaxValue.TotalSeconds / 2)) return false;
        time = TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond));
        return true;
    }

    /// <summary>Parses like <see cref="TryParse"/>.</summary>
    /// <exception cref="Audio2MqttException">It is not such a time.</exception>
    public static TimeSpan Parse(string text) => TryParse(text, out var time) ? time
        : throw new Audio2MqttException($"'{text}' is not a time: write seconds (90.5), mm:ss (1:30) or hh:mm:ss (0:01:30.5)");

    /// <summary>Writes <c>m:ss.fff</c>, or <c>h:mm:ss.fff</c> from an hour on.</summary>
    public static string Format(TimeSpan time)
    {
        var milliseconds = (long)Math.Round(time.TotalMilliseconds);
        var (minutes, rest) = Math.DivRem(milliseconds, 60_000);
        var seconds = $"{rest / 1000:00}.{rest % 1000:000}";
        return minutes < 60 ? $"{minutes}:{seconds}" : $"{minutes / 60}:{minutes % 60:00}:{seconds}";
    }

    /// <summary>What the name of a file says that begins at a time of a longer recording: <c>_at_00h02m13s500</c>.</summary>
    internal static string Marker(TimeSpan start) => $"_at_{(int)start.TotalHours:00}h{start.Minutes:00}m{start.Seconds:00}s{start.Milliseconds:000}";

    /// <summary>The whole number of frames nearest to a time, exact for every rate and length.</summary>
    internal static long ToFrames(TimeSpan time, int sampleRate) =>
        (long)((((Int128)time.Ticks * sampleRate) + (TimeSpan.TicksPerSecond / 2)) / TimeSpan.TicksPerSecond);

    /// <summary>The time of a frame, to the 100 ns of <see cref="TimeSpan"/>.</summary>
    internal static TimeSpan OfFrames(long frames, int sampleRate) =>
        TimeSpan.FromTicks((long)Int128.Min((Int128)frames * TimeSpan.TicksPerSecond / sampleRate, TimeSpan.MaxValue.Ticks));
}
