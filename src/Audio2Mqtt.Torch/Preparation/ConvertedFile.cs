namespace Audio2Mqtt.Torch.Preparation;

/// <summary>A file that was written.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Start">Where in the source it begins.</param>
/// <param name="Duration">How long it is.</param>
/// <param name="GainDb">What normalisation changed its level by, in dB; 0 without.</param>
public sealed record ConvertedFile(string Path, TimeSpan Start, TimeSpan Duration, double GainDb);
