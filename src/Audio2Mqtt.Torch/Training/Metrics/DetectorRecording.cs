namespace Audio2Mqtt.Torch.Training.Metrics;

/// <summary>A labelled long recording, and what a model heard in it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="DurationSeconds">Its length.</param>
/// <param name="PatchProbabilities">[patches, classes] row by row, of all patches from its beginning on, a hop apart.</param>
/// <param name="Events">What its labels say; stretches of background-like classes may be among them and do not count.</param>
public sealed record DetectorRecording(string Name, double DurationSeconds, float[] PatchProbabilities, IReadOnlyList<TimedEvent> Events);
