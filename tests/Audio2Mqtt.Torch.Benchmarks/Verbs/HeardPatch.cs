namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>A patch of a stream and its scores.</summary>
internal sealed record HeardPatch(long Start, long End, long Onset, long Offset, float LevelDbfs, float LoudestDbfs, float[] Scores);
