namespace Audio2Mqtt.Torch.Training;

/// <summary>A clip as the network heard it.</summary>
/// <param name="Index">Its place in the list that was embedded.</param>
/// <param name="Copy">0 for the clip as it is, from 1 on for its augmented copies.</param>
/// <param name="Embeddings">[patches, size] row by row.</param>
/// <param name="LevelsDbfs">[patches] RMS of each patch in dBFS.</param>
public sealed record EmbeddedClip(int Index, int Copy, float[] Embeddings, float[] LevelsDbfs);
