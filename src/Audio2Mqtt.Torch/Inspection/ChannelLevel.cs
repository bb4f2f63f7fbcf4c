namespace Audio2Mqtt.Torch.Inspection;

/// <summary>One channel as it is in the source.</summary>
/// <param name="Rms">Root mean square; 1 is full scale.</param>
/// <param name="Peak">The largest magnitude; 1 is full scale.</param>
/// <param name="DcOffset">The mean of all samples, in [-1, 1] for whole-number formats; near 0 where the recording is well.</param>
/// <param name="ClippedSamples">Samples that are cut off, or beyond full scale.</param>
public sealed record ChannelLevel(double Rms, double Peak, double DcOffset, long ClippedSamples);
