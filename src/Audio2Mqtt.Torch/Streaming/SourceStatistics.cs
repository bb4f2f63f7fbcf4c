namespace Audio2Mqtt.Torch.Streaming;

/// <summary>What became of a source's sound so far.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="TotalChunks">Hops that arrived, a patch each.</param>
/// <param name="ProcessedChunks">Patches that the network looked at.</param>
/// <param name="SkippedSilent">Patches that the energy gate left out.</param>
/// <param name="Dropped">Patches that were left out because the machine was too slow.</param>
/// <param name="Detections">Events that started.</param>
/// <param name="Reopened">Times that the source was opened again after it was lost.</param>
/// <param name="LostSamples">Samples at 16 kHz that the device or the network lost.</param>
/// <param name="Listened">How much sound was heard, the lost included.</param>
public sealed record SourceStatistics(
    string Source, long TotalChunks, long ProcessedChunks, long SkippedSilent, long Dropped, long Detections, long Reopened, long LostSamples, TimeSpan Listened);
