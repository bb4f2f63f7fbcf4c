using System.Buffers;

namespace Audio2Mqtt.Torch.Classification;

/// <summary>Samples of some consecutive patches of one file, on the way from its decoder to a worker.</summary>
internal sealed class SampleBlock(FileScores file, int firstPatch, int patchCount, float[] samples, int length, float[]? levelsDbfs = null)
{
    /// <summary>Where the scores go.</summary>
    public FileScores File => file;

    /// <summary>The first patch's place in the file, from 0.</summary>
    public int FirstPatch => firstPatch;

    /// <summary>The number of patches.</summary>
    public int PatchCount => patchCount;

    /// <summary>The level of each patch; null where nobody asks.</summary>
    public float[]? LevelsDbfs => levelsDbfs;

    /// <summary>16 kHz mono, padded: exactly what the patches need.</summary>
    public Memory<float> Samples => samples.AsMemory(0, length);

    /// <summary>Gives the buffer back; the samples are gone.</summary>
    public void Release() => ArrayPool<float>.Shared.Return(samples);
}
