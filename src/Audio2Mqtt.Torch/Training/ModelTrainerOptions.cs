namespace Audio2Mqtt.Torch.Training;

/// <summary>How a model is made from a dataset.</summary>
public sealed record ModelTrainerOptions
{
    /// <summary>How the head is trained.</summary>
    public TrainerOptions Trainer { get; init; } = new();

    /// <summary>The changed copies of each clip that are learnt from beside the clip itself. Default: none.</summary>
    public IReadOnlyList<IWaveformTransform> Copies { get; init; } = [];

    /// <summary>Share of the clips that is held out to find the best epoch, temperatures and thresholds, in [0.05, 0.5]. Default 0.2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0.05, 0.5].</exception>
    public double ValidationShare
    {
        get;
        init => field = value is >= 0.05 and <= 0.5 ? value
            : throw new ArgumentOutOfRangeException(nameof(ValidationShare), value, "must be in [0.05, 0.5]");
    } = 0.2;

    /// <summary>Folds of a cross-validation, 2 to 100: then every clip is held out once. Default null: only <see cref="ValidationShare"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [2, 100].</exception>
    public int? Folds
    {
        get;
        init => field = value is null or (>= 2 and <= 100) ? value : throw new ArgumentOutOfRangeException(nameof(Folds), value, "must be in [2, 100]");
    }

    /// <summary>The precision that thresholds are made for, in (0, 1). Default 0.95.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside (0, 1).</exception>
    public double TargetPrecision
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(TargetPrecision), value, "must be in (0, 1)");
    } = 0.95;
}
