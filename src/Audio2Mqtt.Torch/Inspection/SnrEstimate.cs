namespace Audio2Mqtt.Torch.Inspection;

/// <summary>How far sounds stand out from the noise beneath, or why that cannot be told.</summary>
/// <param name="SnrDb">Power of the sounds over that of the noise, in dB; null where it cannot be told.</param>
/// <param name="NoiseDbfs">Level of the noise in dBFS RMS, above 60 Hz; null where it cannot be told.</param>
/// <param name="Note">Why it cannot be told; null where it can.</param>
public sealed record SnrEstimate(double? SnrDb, double? NoiseDbfs, string? Note);
