namespace Audio2Mqtt.Torch.Events;

/// <summary>How the scores of neighbouring patches become one.</summary>
public enum ScoreSmoothing
{
    /// <summary>Their mean: what the thresholds of trained models are made for.</summary>
    Arithmetic,

    /// <summary>
    /// Their geometric mean: one low score weighs more, so a sound must be heard throughout. Scores count as at least
    /// <see cref="EventTracker.GeometricFloor"/>, so that one zero cannot kill it.
    /// </summary>
    Geometric,
}
