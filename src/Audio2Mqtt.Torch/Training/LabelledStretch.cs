namespace Audio2Mqtt.Torch.Training;

/// <summary>A part of a long recording that bears one label.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends, after <paramref name="Start"/>; null for the recording's end.</param>
/// <param name="Label">What is heard: a class.</param>
public sealed record LabelledStretch(TimeSpan Start, TimeSpan? End, string Label);
