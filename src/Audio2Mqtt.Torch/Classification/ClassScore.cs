namespace Audio2Mqtt.Torch.Classification;

/// <summary>One class and its score.</summary>
/// <param name="Index">The class's place in the network's or model's class list, from 0.</param>
/// <param name="Name">Its display name.</param>
/// <param name="Score">In [0, 1]. YAMNet's classes are a sigmoid each and do not sum to 1; the probabilities of a trained model do.</param>
public readonly record struct ClassScore(int Index, string Name, float Score);
