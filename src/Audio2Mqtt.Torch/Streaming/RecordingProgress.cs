namespace Audio2Mqtt.Torch.Streaming;

/// <summary>Where recording stands.</summary>
/// <param name="Clip">The clip that is recorded, from 1.</param>
/// <param name="Count">How many there will be.</param>
/// <param name="IsPause">Whether it has not begun yet.</param>
/// <param name="Left">Until the clip begins, or until its end.</param>
/// <param name="RmsDbfs">Level of what has just come, in dBFS RMS.</param>
/// <param name="PeakDbfs">Its largest magnitude, in dBFS.</param>
/// <param name="IsAgain">Whether the last one was silence and is recorded again.</param>
public readonly record struct RecordingProgress(int Clip, int Count, bool IsPause, TimeSpan Left, float RmsDbfs, float PeakDbfs, bool IsAgain);
