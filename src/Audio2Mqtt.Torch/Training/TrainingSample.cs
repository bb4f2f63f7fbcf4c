namespace Audio2Mqtt.Torch.Training;

/// <summary>What training draws from: a copy of a clip, and its label.</summary>
/// <param name="Clip">The clip's place in the store.</param>
/// <param name="Copy">Its copy.</param>
/// <param name="Label">Index of its class.</param>
public readonly record struct TrainingSample(int Clip, int Copy, int Label);
