using System.Globalization;
using System.Text.Json.Serialization;

namespace Audio2Mqtt.Torch.Features;

/// <summary>
/// What is done to sound before a model hears it, in this order: noise is taken off, silence at both ends is cut off. A model carries the preparation that
/// it was trained with, and files, evaluations and live sources get the same.
/// </summary>
public sealed record SoundPreparation
{
    /// <summary>The level under which sound is silence where nobody says otherwise: 20 dB below the loudest.</summary>
    public const double DefaultTopDb = 20;

    /// <summary>
    /// Whether steady noise is taken off, as it is known from the quietest tenths of a second of the last half minute. Default false. It costs sounds that are noise
    /// themselves (docs/training.md).
    /// </summary>
    [JsonRequired]
    public bool Denoise { get; init; }

    /// <summary>How far below the loudest sound is silence, in dB, from 1 to 120, where silence before the first sound and after the last one goes; null where it stays. Default null.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public double? TrimTopDb
    {
        get;
        init => field = value is null or (>= 1 and <= 120) ? value : throw new ArgumentOutOfRangeException(nameof(TrimTopDb), value, "must be in [1, 120]");
    }

    /// <summary>Whether sound stays as it is.</summary>
    [JsonIgnore]
    public bool IsNone => !Denoise && TrimTopDb is null;

    /// <summary>Everything that decides the result, as one line: part of a cache's keys. Its number rises when the same sound would become another.</summary>
    [JsonIgnore]
    public string Key => string.Create(CultureInfo.InvariantCulture, $"preparation 1 {(Denoise ? "denoised" : "")} {TrimTopDb}");

    /// <summary>This preparation, but for what is asked for otherwise.</summary>
    /// <param name="denoise">Whether noise is taken off; null for as it is here.</param>
    /// <param name="trim">Whether silence goes; null for as it is here.</param>
    /// <param name="topDb">How far below the loudest silence is, in dB; null for as it is here, else the default. Where silence stays it says nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">A level outside [1, 120].</exception>
    public SoundPreparation Overruled(bool? denoise, bool? trim, double? topDb) => new()
    {
        Denoise = denoise ?? Denoise,
        TrimTopDb = trim ?? (TrimTopDb is not null) ? topDb ?? TrimTopDb ?? DefaultTopDb : null,
    };

    /// <summary>Recordings in words, for people: <c>denoised, trimmed (20 dB)</c>, or <c>as they are</c>.</summary>
    public override string ToString()
    {
        string?[] parts = [Denoise ? "denoised" : null, TrimTopDb is { } topDb ? string.Create(CultureInfo.InvariantCulture, $"trimmed ({topDb:0.##} dB)") : null];
        return IsNone ? "as they are" : string.Join(", ", parts.Where(part => part is not null));
    }
}
