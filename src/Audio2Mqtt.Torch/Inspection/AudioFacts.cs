using System.Globalization;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Training.Report;

namespace Audio2Mqtt.Torch.Inspection;

/// <summary>A recording's figures in words, for the terminal and for the page.</summary>
public static class AudioFacts
{
    private const int StretchesShown = 5;

    /// <summary>Name and value of each figure.</summary>
    /// <param name="audio">The recording.</param>
    public static IReadOnlyList<ReportFact> Of(AudioInspection audio)
    {
        ArgumentNullException.ThrowIfNull(audio);
        return
        [
            new("format", (audio.Info with { Duration = null }).ToString()),
            new("duration", AudioTime.Format(audio.Duration) + (audio.Start > TimeSpan.Zero ? $" from {AudioTime.Format(audio.Start)}" : "")),
            new("level", Level(audio.Rms, audio.Peak)),
            .. audio.Channels.Count == 1 ? [] : audio.Channels.Select((one, index) => new ReportFact($"channel {index + 1}", Level(one.Rms, one.Peak))),
            new("clipping", audio.ClippedSamples == 0 ? "none" : $"{audio.ClippedSamples} samples in {Stretches(audio.Clipping)}"),
            new("silence", Text($"{audio.SilenceShare:0.0%} below {audio.SilenceDbfs:0.#} dBFS") + (audio.Silence.Count > 0 ? $", {Stretches(audio.Silence)}" : "")),
            new("DC offset", Text($"{Math.Round(audio.DcOffset, 4) + 0.0:0.0000}")), // never -0
            new("SNR", audio.Snr.SnrDb is { } snr ? Text($"about {snr:0} dB over noise of {audio.Snr.NoiseDbfs:0} dBFS") : $"unknown: {audio.Snr.Note}"),
        ];
    }

    private static string Level(double rms, double peak) =>
        Text($"{Tenths(AudioLevel.ToDbfs((float)rms)):0.0} dBFS RMS ({rms:0.0000}), peak {Tenths(AudioLevel.ToDbfs((float)peak)):0.0} dBFS ({peak:0.000})");

    // Never -0.
    private static double Tenths(double value) => Math.Round(value, 1) + 0.0;

    private static string Stretches(StretchSummary all)
    {
        var shown = string.Join(", ", all.First.Take(StretchesShown).Select(one => $"{AudioTime.Format(one.Start)}-{AudioTime.Format(one.End)}"));
        var more = all.Count > StretchesShown ? $" and {all.Count - StretchesShown} more" : "";
        return $"{all.Count} {(all.Count == 1 ? "stretch" : "stretches")}: {shown}{more}";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
