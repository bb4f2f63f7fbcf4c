namespace Audio2Mqtt.Torch.Training.Backgrounds;

/// <summary>A segment of background that was cut out of a recording.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Source">The recording.</param>
/// <param name="Start">Where in the recording it begins.</param>
/// <param name="Duration">How long it is.</param>
/// <param name="LevelDbfs">Its RMS level in dBFS.</param>
public sealed record BackgroundSegment(string Path, string Source, TimeSpan Start, TimeSpan Duration, double LevelDbfs);
