namespace Audio2Mqtt.Torch.Training;

/// <summary>How a model is evaluated.</summary>
public sealed record EvaluationOptions
{
    /// <summary>The precision that thresholds are made for, in (0, 1). Default 0.95: one false alarm in twenty.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside (0, 1).</exception>
    public double TargetPrecision
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(TargetPrecision), value, "must be in (0, 1)");
    } = EvaluationReport.DefaultTargetPrecision;

    /// <summary>Noise to evaluate under, beside the clips as they are. Default none.</summary>
    public IReadOnlyList<NoiseCondition> Noise { get; init; } = [];

    /// <summary>Whether long recordings are judged at the new thresholds (because they are going to be stored), not at the model's own.</summary>
    public bool UseNewThresholds { get; init; }

    /// <summary>Decides the noise. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>At most so many mistakes are listed, 0 or more. Default 20.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0.</exception>
    public int Mistakes
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(Mistakes), value, "must be 0 or more");
    } = 20;
}
