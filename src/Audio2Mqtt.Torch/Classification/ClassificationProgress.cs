namespace Audio2Mqtt.Torch.Classification;

/// <summary>How far a run is.</summary>
/// <param name="FilesDone">Files finished, failed ones included.</param>
/// <param name="FilesTotal">Files in all.</param>
/// <param name="Fraction">The part of the whole that is done, in [0, 1]; files count alike, and a file of unknown length counts at its end.</param>
/// <param name="Audio">How much audio has been classified.</param>
/// <param name="Decoding">Time spent decoding and resampling, summed over threads.</param>
/// <param name="Features">Time spent on log-mel patches, summed over threads.</param>
/// <param name="Network">Time spent in the network, summed over threads.</param>
public sealed record ClassificationProgress(
    int FilesDone, int FilesTotal, double Fraction, TimeSpan Audio, TimeSpan Decoding, TimeSpan Features, TimeSpan Network);
