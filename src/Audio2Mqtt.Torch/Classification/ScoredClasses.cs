namespace Audio2Mqtt.Torch.Classification;

/// <summary>The classes that a scorer gives and those that results may name.</summary>
/// <param name="Names">All class names in score order.</param>
/// <param name="Chosen">Indices of the classes that results may name, ascending.</param>
internal sealed record ScoredClasses(IReadOnlyList<string> Names, int[] Chosen);
