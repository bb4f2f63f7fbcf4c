using Audio2Mqtt.Torch.Training;

namespace Audio2Mqtt.Torch.Inspection;

/// <summary>Two clips that hold the same sound.</summary>
/// <param name="First">The one that comes first in the data set.</param>
/// <param name="Second">The other one.</param>
/// <param name="Similarity">Correlation of their waveforms where they match best, from 0.5 to 1; 1 where the files are equal byte by byte.</param>
/// <param name="IsExact">Whether the files are equal byte by byte.</param>
public sealed record NearDuplicate(ClipSource First, ClipSource Second, double Similarity, bool IsExact)
{
    /// <summary>Whether they are of different classes, of which one must be wrong.</summary>
    public bool IsContradiction => First.ClassName != Second.ClassName;
}
