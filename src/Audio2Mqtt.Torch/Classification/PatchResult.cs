namespace Audio2Mqtt.Torch.Classification;

/// <summary>One patch of a file's timeline.</summary>
/// <param name="Start">Where the patch begins in the source.</param>
/// <param name="End">Where it ends: 0.96 s later, or at the end of the audio.</param>
/// <param name="Classes">The highest classes of this patch, the best first.</param>
public sealed record PatchResult(TimeSpan Start, TimeSpan End, IReadOnlyList<ClassScore> Classes);
