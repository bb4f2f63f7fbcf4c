namespace Audio2Mqtt.Torch.Training.Review;

/// <summary>A clip that sounds like another class than the one it is in.</summary>
/// <param name="Clip">The clip.</param>
/// <param name="Suggested">The class that its neighbours are of.</param>
/// <param name="Votes">How many of them are.</param>
/// <param name="Neighbours">How many were asked, of other recordings.</param>
/// <param name="Nearest">The most alike of the suggested class.</param>
/// <param name="Similarity">How alike the two are, a cosine in [-1, 1].</param>
public sealed record LikelyMislabel(ClipSource Clip, string Suggested, int Votes, int Neighbours, ClipSource Nearest, double Similarity);
