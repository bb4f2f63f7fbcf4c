namespace Audio2Mqtt.Torch.Training;

/// <summary>How far a training is.</summary>
/// <param name="Stage">What it is doing.</param>
/// <param name="Done">Clips or epochs done in this stage.</param>
/// <param name="Total">Clips or epochs of this stage.</param>
/// <param name="Epoch">The last epoch; null while embedding.</param>
/// <param name="Part">Which fold, from 1; 0 where there are none.</param>
public sealed record TrainingProgress(TrainingStage Stage, int Done, int Total, EpochRecord? Epoch = null, int Part = 0);
