namespace Audio2Mqtt.Torch.Streaming;

/// <summary>A clip on the disk.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Duration">Its length.</param>
/// <param name="RmsDbfs">Its level, in dBFS RMS.</param>
/// <param name="PeakDbfs">Its largest magnitude, in dBFS.</param>
/// <param name="ClippedSamples">How many samples lie at or beyond full scale: too loud where there are some.</param>
/// <param name="LostSamples">16 kHz samples that the source lost within it.</param>
/// <param name="IsWhole">Whether it is as long as was asked for: false for one that was interrupted, or at the end of the source.</param>
public sealed record RecordedClip(string Path, TimeSpan Duration, float RmsDbfs, float PeakDbfs, int ClippedSamples, long LostSamples, bool IsWhole);
