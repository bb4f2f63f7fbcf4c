namespace Audio2Mqtt.Torch.Inspection;

/// <summary>A part of a recording.</summary>
/// <param name="Start">Where it begins, from the beginning of the source.</param>
/// <param name="End">Where it ends.</param>
public readonly record struct TimeStretch(TimeSpan Start, TimeSpan End);
