namespace Audio2Mqtt.Torch.Training.FineTuning;

/// <summary>How a network with its head does on held-out clips.</summary>
/// <param name="Loss">Mean cross-entropy.</param>
/// <param name="Accuracy">Share that was right.</param>
/// <param name="Logits">What it said.</param>
internal sealed record FineTuneScores(double Loss, double Accuracy, IReadOnlyList<ClipLogits> Logits);
