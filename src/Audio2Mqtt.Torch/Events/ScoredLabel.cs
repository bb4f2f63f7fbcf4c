namespace Audio2Mqtt.Torch.Events;

/// <summary>A class or a sound and how much of it was heard.</summary>
/// <param name="Label">Its name.</param>
/// <param name="Score">In [0, 1].</param>
public readonly record struct ScoredLabel(string Label, float Score);
