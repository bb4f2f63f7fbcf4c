namespace Audio2Mqtt.Torch.Classification;

/// <summary>One class and its score.</summary>
/// <param name="Index">The class's place in the network's class list, from 0.</param>
/// <param name="Name">Its display name.</param>
/// <param name="Score">In [0, 1]; each class is a sigmoid of its own, so the scores of a file do not sum to 1.</param>
public readonly record struct ClassScore(int Index, string Name, float Score);
