namespace Audio2Mqtt.Torch.Training.Backgrounds;

/// <summary>A file of synthetic background.</summary>
/// <param name="Path">Where it is, or will be.</param>
/// <param name="Kind">What it is made of.</param>
/// <param name="LevelDbfs">Its RMS level in dBFS.</param>
/// <param name="Seed">Decides its samples.</param>
public sealed record BackgroundFile(string Path, BackgroundKind Kind, double LevelDbfs, long Seed);
