namespace Audio2Mqtt.Torch.Training;

/// <summary>What a clip turned out to be.</summary>
/// <param name="Clip">The clip.</param>
/// <param name="Seconds">Its length as decoded; 0 where it could not be.</param>
/// <param name="Format">Its container, such as <c>WAV</c>; null where it could not be told.</param>
/// <param name="LevelDbfs">Its RMS level in dBFS, at least -150.</param>
/// <param name="LeftOut">Why it is left out; null where it is not.</param>
public sealed record ClipInspection(ClipSource Clip, double Seconds, string? Format, float LevelDbfs, LeftOutClip? LeftOut);
