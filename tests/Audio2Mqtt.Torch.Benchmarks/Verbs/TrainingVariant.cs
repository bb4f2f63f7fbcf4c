using Audio2Mqtt.Torch.Training;
using Audio2Mqtt.Torch.Training.Augmentation;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>One recipe to measure.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Options">How heads are made.</param>
/// <param name="Augmentation">How copies are made; null for none.</param>
/// <param name="Copies">How many.</param>
internal sealed record TrainingVariant(string Name, ModelTrainerOptions Options, AugmentationOptions? Augmentation, int Copies)
{
    /// <summary>The copies' makers.</summary>
    public IReadOnlyList<IWaveformTransform> Transforms() =>
        Augmentation is null ? [] : [.. Enumerable.Range(0, Copies).Select(k => new Augmenter(Augmentation, k, Copies))];
}
