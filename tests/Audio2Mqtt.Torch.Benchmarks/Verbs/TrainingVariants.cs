using Audio2Mqtt.Torch.Benchmarks.Measuring;
using Audio2Mqtt.Torch.Training;
using Audio2Mqtt.Torch.Training.Augmentation;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>The recipes that docs/training.md compares: the defaults, and each with one thing changed.</summary>
internal static class TrainingVariants
{
    private static readonly TrainingVariant Plain = new("without --augment", new(), null, 0);
    private static readonly TrainingVariant Augmented = new("--augment", new(), new(), Augmenter.DefaultCopies);

    /// <summary>Those of a set's name (<c>defaults</c>, <c>plain</c>, <c>few</c>, <c>augmented</c>, <c>kinds</c>), the second value; the defaults without one.</summary>
    public static IReadOnlyList<TrainingVariant> Of(Arguments arguments) => (arguments.Values.Count > 1 ? arguments.Values[1] : "defaults") switch
    {
        "defaults" => [Plain, Augmented],
        "plain" =>
        [
            Plain,
            Trainer(Plain, "cosine to constant", options => options with { Schedule = ScheduleKind.Constant }),
            Trainer(Plain, "whole clips only", options => options with { SpanShare = 0 }),
            Trainer(Plain, "spans only", options => options with { SpanShare = 1 }),
            Trainer(Plain, "label smoothing 0.1", options => options with { LabelSmoothing = 0.1 }),
            Trainer(Plain, "weight decay 0.1", options => options with { WeightDecay = 0.1 }),
            Trainer(Plain, "mixup 0.2", options => options with { Mixup = 0.2 }),
            Trainer(Plain, "dropout 0.5", options => options with { Head = options.Head with { Dropout = 0.5 } }),
            Trainer(Plain, "standardised", options => options with { IsStandardised = true }),
            Trainer(Plain, "Adam", options => options with { Optimizer = OptimizerKind.Adam }),
            Trainer(Plain, "100 epochs", options => options with { Epochs = 100 }),
        ],
        "few" =>
        [
            Plain,
            Trainer(Plain, "constant rate", options => options with { Schedule = ScheduleKind.Constant }),
            Trainer(Plain, "100 epochs", options => options with { Epochs = 100 }),
        ],
        "augmented" =>
        [
            Augmented,
            Trainer(Augmented, "the second pass alone", options => options with { RobustShare = 1 }),
            Trainer(Augmented, "share 0.7", options => options with { RobustShare = 0.7 }),
            Trainer(Augmented, "no distillation", options => options with { Distillation = 0 }),
            Trainer(Augmented, "distillation 8", options => options with { Distillation = 8 }),
            Trainer(Augmented, "1024 units", options => options with { Head = options.Head with { Hidden = [1024] } }),
        ],
        "kinds" =>
        [
            Kinds("noise alone", options => options with { PitchShiftProbability = 0, TimeStretchProbability = 0, RoomProbability = 0, BandLimitProbability = 0, GainProbability = 0, TimeShiftProbability = 0 }),
            Kinds("noise and time shift", options => options with { PitchShiftProbability = 0, TimeStretchProbability = 0, RoomProbability = 0, BandLimitProbability = 0, GainProbability = 0 }),
            Kinds("and gain", options => options with { PitchShiftProbability = 0, TimeStretchProbability = 0, RoomProbability = 0, BandLimitProbability = 0 }),
            Kinds("everything, rarely", options => options with { PitchShiftProbability = 0.15, TimeStretchProbability = 0.15, RoomProbability = 0.1, BandLimitProbability = 0.1 }),
            Kinds("everything", options => options with { PitchShiftProbability = 0.5, TimeStretchProbability = 0.5, RoomProbability = 0.25, BandLimitProbability = 0.25 }),
        ],
        var other => throw new MeasuringException($"training: '{other}' is not defaults, plain, few, augmented or kinds"),
    };

    private static TrainingVariant Trainer(TrainingVariant variant, string name, Func<TrainerOptions, TrainerOptions> change) =>
        variant with { Name = name, Options = variant.Options with { Trainer = change(variant.Options.Trainer) } };

    private static TrainingVariant Kinds(string name, Func<AugmentationOptions, AugmentationOptions> change) =>
        Augmented with { Name = name, Augmentation = change(new()) };
}
