using Audio2Mqtt.Torch.Training;
using Audio2Mqtt.Torch.Training.FineTuning;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>How long it took.</summary>
internal sealed record TrainingSeconds(double Embedding, double Training, double Total);

/// <summary>An epoch; what was not measured is null.</summary>
internal sealed record TrainingEpoch(int Epoch, double Loss, double Accuracy, double? ValidationLoss, double? ValidationAccuracy, double LearningRate)
{
    public static TrainingEpoch Of(EpochRecord record) => new(
        record.Epoch, record.Loss, record.Accuracy, Finite(record.ValidationLoss), Finite(record.ValidationAccuracy), record.LearningRate);

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}

/// <summary>What fine-tuning brought on the clips that were held out.</summary>
internal sealed record TrainingFineTune(
    bool Kept, double FrozenLoss, double FrozenAccuracy, double Loss, double Accuracy, int BestEpoch, IReadOnlyList<TrainingEpoch> Epochs)
{
    public static TrainingFineTune Of(FineTuneOutcome outcome) => new(
        outcome.Backbone is not null, outcome.FrozenLoss, outcome.FrozenAccuracy, outcome.Loss, outcome.Accuracy, outcome.BestEpoch,
        [.. outcome.History.Select(TrainingEpoch.Of)]);
}
