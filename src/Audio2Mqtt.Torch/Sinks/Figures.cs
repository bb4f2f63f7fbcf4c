using System.Globalization;

namespace Audio2Mqtt.Torch.Sinks;

/// <summary>Numbers and times as messages have them: short, and always what JSON can hold.</summary>
internal static class Figures
{
    // Digital silence; JSON knows no infinity.
    private const double LowestDbfs = -150;

    /// <summary>A score with four digits.</summary>
    public static double Score(float score) => float.IsFinite(score) ? Math.Round((double)score, 4) : 0;

    /// <summary>A level with one digit, at least -150 dBFS.</summary>
    public static double Level(float dbfs) => float.IsNaN(dbfs) ? LowestDbfs : Math.Round(Math.Clamp(dbfs, LowestDbfs, 100), 1);

    /// <summary>ISO 8601 with milliseconds and the offset.</summary>
    public static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
}
