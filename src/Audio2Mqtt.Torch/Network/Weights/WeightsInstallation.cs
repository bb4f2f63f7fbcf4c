namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>What an installation did.</summary>
/// <param name="Path">The file that was written.</param>
/// <param name="Source">The file or the address that it was made from.</param>
/// <param name="ClassNamesSource">Where the class names came from: the same source, or another file or address.</param>
/// <param name="Weights">The weights.</param>
public sealed record WeightsInstallation(string Path, string Source, string ClassNamesSource, YamnetWeights Weights);
