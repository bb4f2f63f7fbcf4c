namespace Audio2Mqtt.Torch.Events;

/// <summary>What the detector thought of one patch, whether or not it led to an event: to tune by.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="EndSample">End of the patch on the source's clock, in samples at 16 kHz.</param>
/// <param name="At">Wall time of <paramref name="EndSample"/>.</param>
/// <param name="LevelDbfs">What the energy gate looked at, in dBFS RMS.</param>
/// <param name="RmsDbfs">RMS of what this hop brought, in dBFS.</param>
/// <param name="PeakDbfs">The largest magnitude of the patch, in dBFS: never below the other two.</param>
/// <param name="FloorDbfs">The noise floor as it is estimated, in dBFS RMS.</param>
/// <param name="IsGated">Whether the patch was too quiet to be looked at, by itself or after what came before.</param>
/// <param name="Top">The classes with the highest scores of this patch, the first one first; empty where it was gated.</param>
/// <param name="Sounds">The smoothed scores of the sounds that are watched, the highest first, at most as many as <paramref name="Top"/>; empty where it was gated.</param>
public sealed record HopReport(
    string Source, long EndSample, DateTimeOffset At, float LevelDbfs, float RmsDbfs, float PeakDbfs, float FloorDbfs, bool IsGated,
    IReadOnlyList<ScoredLabel> Top, IReadOnlyList<ScoredLabel> Sounds)
{
    /// <summary>Time stamp of the arrival of the patch's last sample, by the listener's <see cref="TimeProvider"/>: what latency is measured from.</summary>
    internal long ArrivedAt { get; init; }
}
