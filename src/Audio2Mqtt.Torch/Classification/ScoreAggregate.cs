namespace Audio2Mqtt.Torch.Classification;

/// <summary>How the scores of a file's patches become one score a class.</summary>
public enum ScoreAggregate
{
    /// <summary>The mean over all patches: what the file is mostly about.</summary>
    Mean,

    /// <summary>The highest of all patches: what occurs at least once.</summary>
    Max,
}
