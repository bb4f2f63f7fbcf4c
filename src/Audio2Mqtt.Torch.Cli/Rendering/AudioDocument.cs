using System.Text.Json.Serialization;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Inspection;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>What a recording is, as JSON has it; times in seconds, levels in dBFS. docs/cli.md lists the fields.</summary>
internal sealed record AudioDocument(
    string Version,
    string Path,
    string Format,
    int SampleRate,
    [property: JsonPropertyName("channels")] AudioDocument.ChannelEntry[] ChannelEntries,
    double Start,
    double Duration,
    double Rms,
    double RmsDbfs,
    double Peak,
    double PeakDbfs,
    double DcOffset,
    AudioDocument.ClippingEntry Clipping,
    AudioDocument.SilenceEntry Silence,
    double? SnrDb,
    double? NoiseDbfs,
    string? SnrNote,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Advice)
{
    public static AudioDocument Of(AudioInspection audio) => new(
        ProgramVersion.Text,
        audio.Path,
        $"{audio.Info.Container}, {audio.Info.Codec}",
        audio.Info.SampleRate,
        [.. audio.Channels.Select(one => new ChannelEntry(Six(one.Rms), Dbfs(one.Rms), Six(one.Peak), Dbfs(one.Peak), Six(one.DcOffset), one.ClippedSamples))],
        audio.Start.TotalSeconds,
        audio.Duration.TotalSeconds,
        Six(audio.Rms),
        Dbfs(audio.Rms),
        Six(audio.Peak),
        Dbfs(audio.Peak),
        Six(audio.DcOffset),
        new(audio.ClippedSamples, audio.Clipping.Count, Math.Round(audio.Clipping.Seconds, 6), Stretches(audio.Clipping)),
        new(audio.SilenceDbfs, Six(audio.SilenceShare), audio.Silence.Count, Math.Round(audio.Silence.Seconds, 3), Stretches(audio.Silence)),
        Two(audio.Snr.SnrDb),
        Two(audio.Snr.NoiseDbfs),
        audio.Snr.Note,
        audio.Warnings,
        audio.Advice);

    private static double Six(double value) => Math.Round(value, 6);

    private static double? Two(double? value) => value is { } known ? Math.Round(known, 2) : null;

    private static double Dbfs(double amplitude) => Math.Round(AudioLevel.ToDbfs((float)amplitude), 2);

    private static StretchEntry[] Stretches(StretchSummary all) => [.. all.First.Select(one => new StretchEntry(one.Start.TotalSeconds, one.End.TotalSeconds))];

    /// <summary>A channel.</summary>
    internal sealed record ChannelEntry(double Rms, double RmsDbfs, double Peak, double PeakDbfs, double DcOffset, long ClippedSamples);

    /// <summary>Where samples are cut off.</summary>
    internal sealed record ClippingEntry(long Samples, long Count, double Seconds, StretchEntry[] Stretches);

    /// <summary>Where it is silent.</summary>
    internal sealed record SilenceEntry(double BelowDbfs, double Share, long Count, double Seconds, StretchEntry[] Stretches);

    /// <summary>A part of the recording.</summary>
    internal sealed record StretchEntry(double Start, double End);
}
