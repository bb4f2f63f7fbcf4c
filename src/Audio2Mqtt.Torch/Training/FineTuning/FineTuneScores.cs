namespace Audio2Mqtt.Torch.Training.FineTuning;

/// <summary>How good a network with its head is on held-out clips.</summary>
/// <param name="Loss">Mean cross-entropy of calibrated probabilities; clips as they are and their changed copies, where there are any, together counting the same.</param>
/// <param name="Accuracy">Share of the clips as they are that was right.</param>
/// <param name="ChangedAccuracy">The same of their changed copies; where there are none, of the clips as they are.</param>
/// <param name="Logits">What it said of the clips as they are.</param>
internal sealed record FineTuneScores(double Loss, double Accuracy, double ChangedAccuracy, IReadOnlyList<ClipLogits> Logits);
