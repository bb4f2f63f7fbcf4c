namespace Audio2Mqtt.Torch.Training.Review;

/// <summary>Two classes that sound alike.</summary>
/// <param name="First">A class.</param>
/// <param name="Second">Another one.</param>
/// <param name="FirstShare">Part of the neighbours of the first's clips that are of the second, in [0, 1].</param>
/// <param name="SecondShare">Part of the neighbours of the second's clips that are of the first, in [0, 1].</param>
public sealed record ClassOverlap(string First, string Second, double FirstShare, double SecondShare);
