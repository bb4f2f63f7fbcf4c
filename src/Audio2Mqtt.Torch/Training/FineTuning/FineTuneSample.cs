namespace Audio2Mqtt.Torch.Training.FineTuning;

/// <summary>A stretch of a clip, made ready beside the training.</summary>
/// <param name="LogMel">[patches, 96, 64] row by row.</param>
/// <param name="Weights">[patches] what each counts for; they sum to 1.</param>
/// <param name="Label">Index of the clip's class.</param>
internal sealed record FineTuneSample(float[] LogMel, float[] Weights, int Label);
