namespace Audio2Mqtt.Torch.Training;

/// <summary>One epoch of training.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Loss">Mean training loss.</param>
/// <param name="Accuracy">Share of training samples that were right, in [0, 1].</param>
/// <param name="ValidationLoss">Mean cross-entropy over validation clips; NaN without validation.</param>
/// <param name="ValidationAccuracy">Share of validation clips that were right, in [0, 1]; NaN without validation.</param>
/// <param name="LearningRate">The rate at its end.</param>
public sealed record EpochRecord(int Epoch, double Loss, double Accuracy, double ValidationLoss, double ValidationAccuracy, double LearningRate);
