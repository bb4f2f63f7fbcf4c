namespace Audio2Mqtt.Torch.Training;

/// <summary>What embedding a clip gave: the copies, or the reason why there are none.</summary>
/// <param name="Index">The clip's place in the list that was embedded.</param>
/// <param name="Copies">As many as were asked for, in that order; empty where there is a problem.</param>
/// <param name="LeftOut">Why the clip cannot be used; null when it can.</param>
/// <param name="IsCached">Whether everything came from the cache.</param>
public sealed record ClipEmbeddings(int Index, IReadOnlyList<EmbeddedClip> Copies, LeftOutClip? LeftOut, bool IsCached);
