namespace Audio2Mqtt.Torch.Training.Review;

/// <summary>A clip on the map: clips that sound alike lie close together.</summary>
/// <param name="Clip">The clip.</param>
/// <param name="X">Its place along the axis of the largest variance.</param>
/// <param name="Y">Its place along the second one.</param>
public sealed record MapPoint(ClipSource Clip, double X, double Y);
