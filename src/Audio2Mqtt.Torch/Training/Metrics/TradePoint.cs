namespace Audio2Mqtt.Torch.Training.Metrics;

/// <summary>What a threshold costs and brings.</summary>
/// <param name="Threshold">The score.</param>
/// <param name="Precision">Share of the clips at or above it that are of the class.</param>
/// <param name="Recall">Share of the class's clips at or above it.</param>
public sealed record TradePoint(float Threshold, double Precision, double Recall);
