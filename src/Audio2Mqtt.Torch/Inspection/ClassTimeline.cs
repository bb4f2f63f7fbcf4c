namespace Audio2Mqtt.Torch.Inspection;

/// <summary>When which class was heard; of bounded size however long the recording is.</summary>
/// <param name="Scorer">Whose classes these are, for people: <c>YAMNet's own classes</c>, or a model's name.</param>
/// <param name="Classes">The classes that were heard best, the best first.</param>
/// <param name="Times">Where each column's middle is, from the beginning of the inspected part.</param>
/// <param name="Scores">For each class the highest score of each column, in [0, 1]; 0 also stands for a patch in which many others scored higher.</param>
public sealed record ClassTimeline(
    string Scorer, IReadOnlyList<string> Classes, IReadOnlyList<TimeSpan> Times, IReadOnlyList<IReadOnlyList<float>> Scores);
