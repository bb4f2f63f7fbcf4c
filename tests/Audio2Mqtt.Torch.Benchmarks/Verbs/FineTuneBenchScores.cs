namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>How good one way of fine-tuning is.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Accuracies">On clips as they are, then under each noise.</param>
/// <param name="Ece">Calibration error on clips as they are.</param>
/// <param name="Loss">Loss on the clips held out in training, of what was kept; mean over folds.</param>
/// <param name="FrozenLoss">The same of the frozen network.</param>
/// <param name="Won">Folds in which fine-tuning was kept.</param>
/// <param name="Seconds">Of an epoch, judging included.</param>
internal sealed record FineTuneBenchScores(string Name, double[] Accuracies, double Ece, double Loss, double FrozenLoss, int Won, double Seconds);
