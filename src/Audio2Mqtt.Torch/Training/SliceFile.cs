namespace Audio2Mqtt.Torch.Training;

/// <summary>A file that a labelled recording is cut into.</summary>
/// <param name="Path">Where it is, or will be.</param>
/// <param name="Label">What is heard in it.</param>
/// <param name="Start">Where in the recording it begins.</param>
/// <param name="Duration">How long it is.</param>
public sealed record SliceFile(string Path, string Label, TimeSpan Start, TimeSpan Duration);
