namespace Audio2Mqtt.Torch.Classification;

/// <summary>How the scores of a file's patches become one score a class.</summary>
public enum ScoreAggregate
{
    /// <summary>The mean over all patches: what the file is mostly about.</summary>
    Mean,

    /// <summary>The highest of all patches: what occurs at least once.</summary>
    Max,

    /// <summary>A trained model's own rule, which its training taught it: see <see cref="Network.ClipJudge"/>. For models only.</summary>
    Judge,
}
