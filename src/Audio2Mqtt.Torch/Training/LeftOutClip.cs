namespace Audio2Mqtt.Torch.Training;

/// <summary>A clip that teaches nothing.</summary>
/// <param name="Clip">The clip.</param>
/// <param name="Verdict">What is wrong; never <see cref="ClipVerdict.Good"/>.</param>
/// <param name="Reason">The same in words, without the path.</param>
public sealed record LeftOutClip(ClipSource Clip, ClipVerdict Verdict, string Reason);
