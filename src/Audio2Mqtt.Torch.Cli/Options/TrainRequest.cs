using System.Text.Json.Nodes;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network.Weights;
using Audio2Mqtt.Torch.Training;
using Audio2Mqtt.Torch.Training.Augmentation;
using Audio2Mqtt.Torch.Training.Caching;
using Audio2Mqtt.Torch.Training.FineTuning;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>What a <c>train</c> command line asks for.</summary>
internal sealed record TrainRequest
{
    public required string Data { get; init; }

    public required string Output { get; init; }

    public required DatasetOptions Dataset { get; init; }

    /// <summary>The figures of a spectrum; null for YAMNet.</summary>
    public SpectrumOptions? Spectrum { get; init; }

    public required YamnetVariant Network { get; init; }

    /// <summary>How changed copies are made; null without <c>--augment</c>.</summary>
    public AugmentRequest? Augment { get; init; }

    /// <summary>What is done to clips; null for nothing.</summary>
    public SoundPreparation? Preparation { get; init; }

    public required ModelTrainerOptions Options { get; init; }

    public FineTuneOptions? FineTune { get; init; }

    public EmbeddingCache? Cache { get; init; }

    public int? Workers { get; init; }

    public bool Overwrite { get; init; }

    public bool DryRun { get; init; }

    public bool Json { get; init; }

    public required JsonObject Asked { get; init; }

    /// <summary>The same with the clips, for the engine.</summary>
    /// <exception cref="UsageException">The folder of noise cannot be used.</exception>
    public TrainingPlan Plan(Training.Dataset data, CancellationToken cancellationToken) => new()
    {
        Dataset = data,
        Output = Output,
        Overwrite = Overwrite,
        Spectrum = Spectrum,
        Preparation = Preparation,
        Options = Options with { Copies = Copies(Augment?.OpenNoise(cancellationToken)) },
        FineTune = FineTune,
        Cache = Cache,
        Workers = Workers,
        Asked = Asked,
        MadeBy = $"a2m-torch {ProgramVersion.Text}",
    };

    private IReadOnlyList<IWaveformTransform> Copies(NoiseRecordings? noise) => Augment is not { } wanted ? []
        : [.. Enumerable.Range(0, wanted.Copies).Select(k => new Augmenter(wanted.Options, k, wanted.Copies, noise))];
}
