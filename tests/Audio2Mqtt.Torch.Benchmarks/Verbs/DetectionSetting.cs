using System.Globalization;
using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Network;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>One way to decide.</summary>
internal sealed record DetectionSetting
{
    /// <summary>The start threshold of every sound; null for the model's own.</summary>
    public float? Threshold { get; init; } = SoundRule.DefaultStartThreshold;

    /// <summary>The release threshold over the start threshold.</summary>
    public float ReleaseShare { get; init; } = SoundRule.ReleaseShare;

    public DetectionOptions Options { get; init; } = new();

    public EnergyGateOptions Gate { get; init; } = EnergyGateOptions.Off;

    /// <summary>The rules of a model's classes.</summary>
    public IReadOnlyList<SoundRule> Rules(IReadOnlyList<string> classes, IReadOnlyDictionary<string, float> thresholds) =>
    [
        .. classes.Index().Where(one => !BackgroundClasses.IsBackground(one.Item)).Select(one =>
        {
            var start = Threshold ?? thresholds.GetValueOrDefault(one.Item, SoundRule.DefaultStartThreshold);
            return new SoundRule { Name = one.Item, Classes = [one.Index], StartThreshold = start, ReleaseThreshold = start * ReleaseShare };
        }),
    ];

    public string Smoothing =>
        Options.SmoothingPatches == 1 ? "1" : $"{Options.SmoothingPatches} {(Options.Smoothing == ScoreSmoothing.Arithmetic ? "arithmetic" : "geometric")}";

    public string ThresholdText => Threshold?.ToString("0.00", CultureInfo.InvariantCulture) ?? "model's";
}
