using System.Text.Json.Serialization;

namespace Audio2Mqtt.Torch.Features;

/// <summary>Figures of the spectrum embedding.</summary>
public sealed record SpectrumOptions
{
    /// <summary>Lower edge of the first bin in hertz, 0 or more. Default 20.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    [JsonRequired]
    public double LowHz
    {
        get;
        init => field = value >= 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(LowHz), value, "must be 0 or more");
    } = 20;

    /// <summary>Upper edge of the last bin in hertz, above 0; clipped to the Nyquist frequency, 8000. Default 20000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero, negative or not finite.</exception>
    [JsonRequired]
    public double HighHz
    {
        get;
        init => field = value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(HighHz), value, "must be above 0");
    } = 20_000;

    /// <summary>Number of bins, 2 to 4096. Default 100.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [2, 4096].</exception>
    [JsonRequired]
    public int Bins
    {
        get;
        init => field = value is >= 2 and <= 4096 ? value : throw new ArgumentOutOfRangeException(nameof(Bins), value, "must be in [2, 4096]");
    } = 100;

    /// <summary>Length of a window in seconds, in [0.1, 30]. Default 2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0.1, 30].</exception>
    [JsonRequired]
    public double WindowSeconds
    {
        get;
        init => field = value is >= 0.1 and <= 30 ? value : throw new ArgumentOutOfRangeException(nameof(WindowSeconds), value, "must be in [0.1, 30]");
    } = 2;

    /// <summary>Whether each window's bins are stretched to [0, 1] (minimum to maximum), which takes its level away. Default true.</summary>
    [JsonRequired]
    public bool IsNormalised { get; init; } = true;

    /// <summary>The window in samples and in frames of 10 ms: whole frames.</summary>
    [JsonIgnore]
    public PatchShape Patch
    {
        get
        {
            var frames = (int)Math.Round(WindowSeconds * 100);
            return new(frames, frames * PatchShape.FrameSamples);
        }
    }
}
