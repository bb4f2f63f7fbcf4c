namespace Audio2Mqtt.Torch.Training.Metrics;

/// <summary>Clips whose highest probability lies in one range, and how often they were right.</summary>
/// <param name="Low">The range's lower end, not within.</param>
/// <param name="High">Its upper end, within.</param>
/// <param name="Clips">How many clips.</param>
/// <param name="Confidence">Mean of their highest probabilities; null without a clip.</param>
/// <param name="Accuracy">Share of them that was right, in [0, 1]; null without a clip.</param>
public sealed record ReliabilityBin(double Low, double High, int Clips, double? Confidence, double? Accuracy);
