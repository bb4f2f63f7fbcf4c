using System.Text.Json.Nodes;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Training.Caching;
using Audio2Mqtt.Torch.Training.FineTuning;

namespace Audio2Mqtt.Torch.Training;

/// <summary>A training from labelled clips to a model in a folder.</summary>
public sealed record TrainingPlan
{
    /// <summary>The clips.</summary>
    public required Dataset Dataset { get; init; }

    /// <summary>The model's folder.</summary>
    public required string Output { get; init; }

    /// <summary>Whether a model that is there may be replaced.</summary>
    public bool Overwrite { get; init; }

    /// <summary>The figures of a spectrum embedding; null for YAMNet's.</summary>
    public SpectrumOptions? Spectrum { get; init; }

    /// <summary>What is done to each clip before it is embedded; the model carries it. Null for nothing.</summary>
    public SoundPreparation? Preparation { get; init; }

    /// <summary>How the head is made.</summary>
    public ModelTrainerOptions Options { get; init; } = new();

    /// <summary>How the network's own layers are trained afterwards; null to leave it as it is.</summary>
    public FineTuneOptions? FineTune { get; init; }

    /// <summary>Where embeddings are kept for the next training; null to keep none.</summary>
    public EmbeddingCache? Cache { get; init; }

    /// <summary>Threads that read and embed; one a core when null.</summary>
    public int? Workers { get; init; }

    /// <summary>The options in the words of whoever asked, for <c>model.json</c> and the report.</summary>
    public JsonObject Asked { get; init; } = [];

    /// <summary>Version of the program.</summary>
    public string? MadeBy { get; init; }
}
