namespace Audio2Mqtt.Torch.Preparation;

/// <summary>A file to convert.</summary>
/// <param name="Source">Where it is.</param>
/// <param name="Target">What it becomes; where sounds are parted, they get their times between name and extension.</param>
public sealed record ConversionItem(string Source, string Target);
