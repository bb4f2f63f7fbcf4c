namespace Audio2Mqtt.Torch.Training;

/// <summary>What a head says about a labelled clip before any temperature.</summary>
/// <param name="Clip">The clip.</param>
/// <param name="Label">Index of its true class.</param>
/// <param name="Logits">[patches, classes] row by row, of all its patches.</param>
/// <param name="LevelsDbfs">[patches] RMS of each patch in dBFS.</param>
public sealed record ClipLogits(ClipSource Clip, int Label, float[] Logits, float[] LevelsDbfs);
