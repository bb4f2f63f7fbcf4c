namespace Audio2Mqtt.Torch.Classification;

/// <summary>A stretch of time in which one class reaches the segment threshold: patches that overlap or touch, merged.</summary>
/// <param name="Start">Where its first patch begins in the source.</param>
/// <param name="End">Where its last patch ends, or the end of the audio.</param>
/// <param name="Index">The class's place in the network's class list, from 0.</param>
/// <param name="Name">Its display name.</param>
/// <param name="PeakScore">The highest score of its patches, in [0, 1].</param>
public sealed record SoundSegment(TimeSpan Start, TimeSpan End, int Index, string Name, float PeakScore);
