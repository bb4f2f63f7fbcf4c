namespace Audio2Mqtt.Torch.Sinks;

/// <summary>Waits between attempts: from 1 s, doubled each time, to 30 s; each shortened by chance, so that a house full of devices does not knock all at once.</summary>
internal sealed class Backoff
{
    private const double FirstSeconds = 1;
    private const double LongestSeconds = 30;
    private const double LargestCut = 0.5;

    private double seconds = FirstSeconds;

    /// <summary>The wait before the next attempt.</summary>
    public TimeSpan Next()
    {
        var wait = seconds * (1 - (LargestCut * Random.Shared.NextDouble()));
        seconds = Math.Min(2 * seconds, LongestSeconds);
        return TimeSpan.FromSeconds(wait);
    }

    /// <summary>An attempt has worked: begin anew.</summary>
    public void Reset() => seconds = FirstSeconds;
}
